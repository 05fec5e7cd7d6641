package org.kamcl.explorer.cli.archive;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.explain.Counterfactual;
import org.kamcl.engine.explain.DescribedImage;
import org.kamcl.engine.explain.Explainer;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.engine.explain.Explanation.PartShare;
import org.kamcl.engine.explain.ExplanationMethod;
import org.kamcl.engine.explain.Faithfulness;
import org.kamcl.engine.explain.FaithfulnessEvaluator;
import org.kamcl.engine.explain.HeatMap;
import org.kamcl.engine.explain.ScoreMap;
import org.kamcl.engine.explain.WordShare;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.cli.common.CommandError;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.JobProgressPrinter;
import org.kamcl.explorer.cli.common.ModelOption;
import org.kamcl.explorer.cli.common.ProgressSubject;
import org.kamcl.explorer.cli.corpus.CorpusOptions;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.imagery.PngImageWriter;
import org.kamcl.explorer.query.QueryParser;
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
          + " contributions of all positions and the bias terms add up to it. A word's value is how"
          + " much the score drops without the word; gradient estimates the same from the network.",
      "--evaluate measures how faithful the heat maps are: the mean score while an image is covered"
          + " (deletion, low is good) or uncovered (insertion, high is good) in the order of the map.",
      "Examples: kamcl explain harbor.jpg \"boats beside a pier\" --heatmap where.png",
      "          kamcl explain harbor.jpg \"boats beside a pier\" --term boats --json",
      "          kamcl explain --evaluate RSICD"
    })
public final class ExplainCommand implements Callable<Integer> {
  private static final long SEED = 1;

  private final CommandOutput commandOutput;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "IMAGE",
      description = "An image file; it need not be in the archive.")
  private Path image;

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
          "How the heat map is made: contribution, gradient, occlusion or gradcam. Default:"
              + " contribution, or gradient if the model does not support it.")
  private String method;

  @Option(
      names = "--heads",
      description = "With --json, include the attention of every layer and head.")
  private boolean heads;

  @Option(
      names = "--evaluate",
      paramLabel = "CORPUS",
      description = "Measure how faithful the heat maps are on images of this corpus.")
  private Path corpus;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description = "Split of the corpus for --evaluate. Default: val.")
  private String split = "val";

  @Option(
      names = "--images",
      paramLabel = "N",
      description = "Number of images for --evaluate, chosen at random. Default: 200.")
  private int count = 200;

  @Mixin private ModelOption model;
  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  public ExplainCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    if (corpus != null ? image != null : query == null) {
      throw new KamclException(ArchiveCommandError.EXPLAIN_WHAT);
    }
    if (!(opacity >= 0 && opacity <= 1)) {
      throw new KamclException(ArchiveCommandError.INVALID_OPACITY);
    }
    if (count < 1) {
      throw new KamclException(ArchiveCommandError.INVALID_IMAGE_COUNT);
    }
    Explainer.Request request =
        new Explainer.Request(
            Optional.ofNullable(method).map(ExplainCommand::method),
            Optional.ofNullable(term),
            Explainer.Request.DEFAULT.counterfactuals());
    if (corpus != null) {
      evaluate();
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
    try (ExplorerContext context = model.open(options, device)) {
      Explanation explanation =
          context
              .explanations()
              .explain(
                  image,
                  QueryParser.parse(query),
                  request,
                  () -> Thread.currentThread().isInterrupted());
      if (heatmap != null) {
        try {
          PngImageWriter.write(
              context.explanations().heatMap(image, explanation, opacity), heatmap);
        } catch (IOException e) {
          throw new KamclException(e, CommandError.FILE_NOT_WRITTEN, heatmap, e.getMessage());
        }
      }
      if (options.json()) {
        JsonObject json = new JsonObject();
        json.addProperty("image", image.toString());
        json.addProperty("query", query);
        ExplanationJson.of(explanation, heads)
            .entrySet()
            .forEach(e -> json.add(e.getKey(), e.getValue()));
        json.addProperty("heatmap", heatmap == null ? null : heatmap.toString());
        commandOutput.printJson(json);
      } else {
        print(explanation);
      }
    }
  }

  private void print(Explanation explanation) {
    commandOutput.printLine("score %.4f  (model %s)", explanation.score(), explanation.model());
    if (explanation.parts().size() > 1) {
      explanation
          .parts()
          .forEach(p -> commandOutput.printLine("  %+.4f  %s", p.score(), partName(p)));
    }
    ScoreMap where = explanation.where().orElseThrow();
    HeatMap map = where.total();
    commandOutput.printLine(
        "seen most at %.0f %% from the left and %.0f %% from the top  (method %s%s)",
        100 * (map.peakColumn() + 0.5) / map.width(),
        100 * (map.peakRow() + 0.5) / map.height(),
        FaithfulnessEvaluator.name(where.method()),
        explanation.focus().map(text -> ", " + text).orElse(""));
    where
        .branches()
        .forEach(b -> commandOutput.printLine("  %+.4f  branch %s", b.map().sum(), b.name()));
    where.remainder().ifPresent(r -> commandOutput.printLine("  %+.4f  bias terms", r));
    commandOutput.printLine("%-20s %10s %10s", "word", "without it", "gradient");
    for (WordShare word : explanation.words()) {
      commandOutput.printLine(
          "%-20s %+10.4f %10s",
          word.word(),
          word.leaveOneOut(),
          word.gradient().isPresent()
              ? String.format(Locale.ROOT, "%+.4f", word.gradient().getAsDouble())
              : "");
    }
    if (!explanation.counterfactuals().isEmpty()) {
      commandOutput.printLine("changes of one word that raise the score most:");
    }
    for (Counterfactual change : explanation.counterfactuals()) {
      commandOutput.printLine(
          "  %.4f (%+.4f)  %s: %s", change.score(), change.gain(), describe(change), change.text());
    }
  }

  private static String partName(PartShare part) {
    return switch (part.kind()) {
      case TEXT -> part.text();
      case IMAGE -> "(image)";
      case RELEVANT -> "(hits rated relevant)";
      case NOT_RELEVANT -> "(hits rated not relevant)";
    };
  }

  private static String describe(Counterfactual change) {
    return switch (change.kind()) {
      case ADD -> "add " + change.word();
      case DROP -> "drop " + change.word();
      case REPLACE -> "replace " + change.replaced().orElseThrow() + " with " + change.word();
    };
  }

  private void evaluate() {
    Corpus described = CorpusOptions.read(commandOutput, corpus, null, true);
    List<CorpusImage> images =
        new ArrayList<>(
            described.split(split).stream().filter(i -> !i.captions().isEmpty()).toList());
    if (images.isEmpty()) {
      throw new KamclException(CommandError.EMPTY_SPLIT, split, described.splits(), "--split");
    }
    Collections.shuffle(images, new Random(SEED));
    List<DescribedImage> chosen =
        images.stream()
            .limit(count)
            .map(i -> new DescribedImage(i.path(), i.captions().get(0)))
            .toList();
    Faithfulness result;
    String name;
    try (ExplorerContext context = model.open(options, device);
        JobProgressPrinter progress =
            new JobProgressPrinter(commandOutput, ProgressSubject.IMAGES)) {
      result = context.explanations().evaluate(chosen, SEED, progress, progress::cancelled);
      name = context.modelName();
    }
    result.skipped().values().forEach(reason -> commandOutput.printNote("skipped: " + reason));
    if (options.json()) {
      JsonObject json = ExplanationJson.of(result);
      json.addProperty("model", name);
      json.addProperty("corpus", described.name());
      json.addProperty("split", split);
      commandOutput.printJson(json);
      return;
    }
    commandOutput.printLine(
        "%s, split %s, model %s: %,d images", described.name(), split, name, result.images());
    commandOutput.printLine("%-14s %25s %25s", "method", "deletion", "insertion");
    for (Faithfulness.Method m : result.methods()) {
      commandOutput.printLine(
          "%-14s %7.4f [%.4f, %.4f] %7.4f [%.4f, %.4f]",
          m.name(),
          m.deletion().mean(),
          m.deletion().low(),
          m.deletion().high(),
          m.insertion().mean(),
          m.insertion().low(),
          m.insertion().high());
    }
    commandOutput.printLine("differences of the default method from the others:");
    for (Faithfulness.Method m : result.methods().subList(1, result.methods().size())) {
      commandOutput.printLine(
          "%-14s %+7.4f [%+.4f, %+.4f] %+7.4f [%+.4f, %+.4f]",
          m.name(),
          m.deletionDifference().mean(),
          m.deletionDifference().low(),
          m.deletionDifference().high(),
          m.insertionDifference().mean(),
          m.insertionDifference().low(),
          m.insertionDifference().high());
    }
  }
}
