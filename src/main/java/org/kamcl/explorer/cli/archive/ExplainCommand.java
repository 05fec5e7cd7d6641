package org.kamcl.explorer.cli.archive;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.kamcl.engine.explain.Explainer;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.engine.explain.ExplanationMethod;
import org.kamcl.engine.explain.FaithfulnessEvaluator;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ImageExplanations;
import org.kamcl.explorer.cli.common.CommandError;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.ModelOption;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.export.ExplanationJson;
import org.kamcl.explorer.export.HeatMapFigure;
import org.kamcl.explorer.imagery.PngImageWriter;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.explorer.search.SearchError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kamcl explain}: shows why an image has its score for a query. */
@Command(
    name = "explain",
    description =
        "Show why an image has its score for a query: where it is seen and which words count.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The score is the cosine similarity of image and query. With the method contribution, the"
          + " contributions of all positions and the bias terms add up to it; combined averages this"
          + " map with how much the score drops where the image is blurred. A word's value is how"
          + " much the score drops without the word; gradient estimates the same from the network.",
      "--evaluate measures how faithful the heat maps are: the mean score while an image is covered"
          + " (deletion, low is good) or uncovered (insertion, high is good) in the order of the map."
          + " With regions, it is how often the peak of a scene's score map, the tile that a search finds,"
          + " or a heat map points to the region of its query (pointing game); the regions are as for kamcl localize --evaluate.",
      "Examples: kamcl explain harbor.jpg \"boats beside a pier\" --heatmap where.png",
      "          kamcl explain harbor.jpg \"boats beside a pier\" --term boats --json",
      "          kamcl explain \"#12\" \"boats beside a pier\" --heatmap figure.png --legend",
      "          kamcl explain --evaluate RSICD"
    })
public final class ExplainCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "IMAGE",
      description =
          "An image file, which need not be in the archive, or #ID of an image of the archive. Only"
              + " the latter has a rank, and relevance feedback.")
  private String image;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "QUERY",
      description = "A query as for kamcl search.")
  private String query;

  @Option(
      names = "--heatmap",
      paramLabel = "FILE.png",
      description = "Write the heat map over the image to this file.")
  private Path heatmap;

  @Option(
      names = "--legend",
      description =
          "With --heatmap, add the image below the map, the query, and a scale with numbers.")
  private boolean legend;

  @Option(
      names = "--opacity",
      paramLabel = "SHARE",
      description = "Opacity of the heat map, 0 to 1. Default: 0.6.")
  private double opacity = 0.6;

  @Option(
      names = "--term",
      paramLabel = "TEXT",
      description = "Make the heat map for this term or word instead of the whole query.")
  private String term;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description =
          "How the heat map is made: combined, contribution, gradient, occlusion or gradcam. Default:"
              + " combined.")
  private String method;

  @Option(
      names = "--heads",
      description = "With --json, include the attention of every layer and head.")
  private boolean heads;

  @Mixin private ExplanationEvaluation evaluation;
  @Mixin private ModelOption model;
  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  public ExplainCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    if (evaluation.isWanted() ? image != null : query == null) {
      throw new KamclException(ArchiveCommandError.EXPLAIN_WHAT);
    }
    if (!(opacity >= 0 && opacity <= 1)) {
      throw new KamclException(ArchiveCommandError.INVALID_OPACITY);
    }
    evaluation.check();
    Explainer.Request request =
        new Explainer.Request(
            Optional.ofNullable(method).map(ExplainCommand::method),
            Optional.ofNullable(term),
            Explainer.Request.DEFAULT.counterfactuals());
    if (evaluation.isWanted()) {
      evaluation.run(commandOutput, options.json(), () -> model.open(options, device));
    } else {
      explain(request);
    }
    return 0;
  }

  private static ExplanationMethod method(String text) {
    return Arrays.stream(ExplanationMethod.values())
        .filter(known -> FaithfulnessEvaluator.name(known).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new KamclException(
                    ArchiveCommandError.UNKNOWN_METHOD,
                    text,
                    Arrays.stream(ExplanationMethod.values())
                        .map(FaithfulnessEvaluator::name)
                        .toList()));
  }

  private void explain(Explainer.Request request) {
    Query parsed = QueryParser.parse(query);
    BooleanSupplier cancelled = () -> Thread.currentThread().isInterrupted();
    try (ExplorerContext context = model.open(options, device)) {
      ImageExplanations explanations = context.explanations();
      Optional<ImageRecord> archived = archived(context);
      Explanation explanation =
          archived.isPresent()
              ? explanations.explain(archived.get(), parsed, request, cancelled)
              : explanations.explain(file(), parsed, request, cancelled);
      if (heatmap != null) {
        ArgbImage map =
            archived.isPresent()
                ? explanations.heatMap(archived.get(), explanation, opacity)
                : explanations.heatMap(file(), explanation, opacity);
        write(map, archived, explanations, explanation);
      }
      if (options.json()) {
        JsonObject json = new JsonObject();
        json.addProperty("image", image);
        json.addProperty("query", query);
        ExplanationJson.of(explanation, heads)
            .entrySet()
            .forEach(e -> json.add(e.getKey(), e.getValue()));
        json.addProperty("heatmap", heatmap == null ? null : heatmap.toString());
        commandOutput.printJson(json);
      } else {
        ExplanationPrinter.print(commandOutput, explanation);
      }
    }
  }

  private Path file() {
    try {
      return Path.of(image);
    } catch (InvalidPathException e) {
      throw new KamclException(e, SearchError.NOT_A_PATH, image);
    }
  }

  /** The image of the archive that the argument names; empty for a file. */
  private Optional<ImageRecord> archived(ExplorerContext context) {
    if (!image.startsWith("#") || Files.exists(file())) {
      return Optional.empty();
    }
    return Optional.of(
        context.archive().images().stream()
            .filter(record -> image.substring(1).equals(String.valueOf(record.id())))
            .findFirst()
            .orElseThrow(() -> new KamclException(ArchiveCommandError.UNKNOWN_IMAGE, image)));
  }

  private void write(
      ArgbImage map,
      Optional<ImageRecord> archived,
      ImageExplanations explanations,
      Explanation explanation) {
    ArgbImage picture = map;
    if (legend) {
      ArgbImage plain =
          archived.isPresent()
              ? explanations.heatMap(archived.get(), explanation, 0)
              : explanations.heatMap(file(), explanation, 0);
      picture = HeatMapFigure.draw(plain, map, explanation, query);
    }
    try {
      PngImageWriter.write(picture, heatmap);
    } catch (IOException e) {
      throw new KamclException(e, CommandError.FILE_NOT_WRITTEN, heatmap, e.getMessage());
    }
  }
}
