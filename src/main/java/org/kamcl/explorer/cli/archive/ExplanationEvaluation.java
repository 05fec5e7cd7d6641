package org.kamcl.explorer.cli.archive;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.explain.DescribedImage;
import org.kamcl.engine.explain.Faithfulness;
import org.kamcl.engine.explain.PointingGame;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.cli.common.CommandError;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.JobProgressPrinter;
import org.kamcl.explorer.cli.common.ProgressSubject;
import org.kamcl.explorer.cli.corpus.CorpusOptions;
import org.kamcl.explorer.context.ExplorerContext;
import picocli.CommandLine.Option;

/** {@code kamcl explain --evaluate}: measures heat maps on a corpus or on scenes with regions. */
final class ExplanationEvaluation {
  private static final int MAX_MINUTES = 525_600;

  @Option(
      names = "--evaluate",
      paramLabel = "FOLDER",
      description =
          "Measure how faithful the heat maps are on images of this corpus, or where they point in a"
              + " folder of scenes with GeoJSON files of queries and regions. What was measured is"
              + " kept: the same command continues where it was interrupted.")
  private @Nullable Path folder;

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

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "With --evaluate, determines the images, the random cells and the intervals. Default: 1.")
  private long seed = 1;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description =
          "With --evaluate on a corpus, start no further image after so many minutes, and print the"
              + " figures of those measured by then.")
  private @Nullable Double minutes;

  /** Whether something is evaluated. */
  boolean isWanted() {
    return folder != null;
  }

  /**
   * @throws KamclException if the value of an option is not valid
   */
  void check() {
    if (count < 1) {
      throw new KamclException(ArchiveCommandError.INVALID_IMAGE_COUNT);
    }
    if (minutes != null && !(minutes > 0 && minutes <= MAX_MINUTES)) {
      throw new KamclException(ArchiveCommandError.INVALID_MINUTES, MAX_MINUTES);
    }
  }

  /**
   * Measures and prints the figures.
   *
   * @param services opens the archive with the chosen model
   */
  void run(CommandOutput output, boolean json, Supplier<ExplorerContext> services) {
    if (folder != null && PointingGameReport.hasRegions(folder)) {
      point(output, json, services, folder);
    } else if (folder != null) {
      measure(output, json, services, folder);
    }
  }

  private void point(
      CommandOutput output, boolean json, Supplier<ExplorerContext> services, Path scenes) {
    try (ExplorerContext context = services.get();
        JobProgressPrinter progress = new JobProgressPrinter(output, ProgressSubject.QUERIES)) {
      PointingGame.Result result =
          context
              .explanations()
              .pointingGame(
                  PointingGameReport.questions(context, scenes),
                  seed,
                  progress,
                  progress::cancelled);
      if (json) {
        JsonObject document = PointingGameReport.json(result);
        document.addProperty("model", context.modelName());
        output.printJson(document);
      } else {
        PointingGameReport.print(output, result);
      }
    }
  }

  private void measure(
      CommandOutput output, boolean json, Supplier<ExplorerContext> services, Path corpus) {
    Corpus described = CorpusOptions.read(output, corpus, null, true);
    List<DescribedImage> chosen = chosen(described);
    Faithfulness result;
    String model;
    try (ExplorerContext context = services.get();
        JobProgressPrinter progress = new JobProgressPrinter(output, ProgressSubject.IMAGES)) {
      result =
          context
              .explanations()
              .evaluate(
                  chosen,
                  seed,
                  Optional.ofNullable(minutes).map(m -> Duration.ofMillis((long) (m * 60_000))),
                  context.results(),
                  progress,
                  progress::cancelled);
      model = context.modelName();
    }
    result.skipped().values().forEach(reason -> output.printNote("skipped: " + reason));
    if (json) {
      JsonObject document = FaithfulnessPrinter.json(result);
      document.addProperty("model", model);
      document.addProperty("corpus", described.name());
      document.addProperty("split", split);
      document.addProperty("seed", seed);
      output.printJson(document);
      return;
    }
    output.printLine(
        "%s, split %s, model %s: %,d images", described.name(), split, model, result.images());
    FaithfulnessPrinter.print(output, result);
    if (result.left() > 0) {
      output.printNote(
          "Time is up; "
              + result.left()
              + " images are left. The same command without --minutes measures them.");
    }
  }

  private List<DescribedImage> chosen(Corpus described) {
    List<CorpusImage> images =
        new ArrayList<>(
            described.split(split).stream().filter(i -> !i.captions().isEmpty()).toList());
    if (images.isEmpty()) {
      throw new KamclException(CommandError.EMPTY_SPLIT, split, described.splits(), "--split");
    }
    Collections.shuffle(images, new Random(seed));
    return images.stream()
        .limit(count)
        .map(i -> new DescribedImage(i.path(), i.captions().get(0)))
        .toList();
  }
}
