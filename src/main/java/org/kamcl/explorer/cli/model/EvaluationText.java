package org.kamcl.explorer.cli.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.engine.evaluation.RetrievalMetrics;
import org.kamcl.engine.evaluation.RetrievalResult;
import org.kamcl.error.ErrorText;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.evaluation.CategoryBreakdown;
import org.kamcl.explorer.evaluation.CategoryConfusion;
import org.kamcl.explorer.evaluation.EvaluationComparison;
import org.kamcl.explorer.evaluation.EvaluationFigures;
import org.kamcl.explorer.evaluation.EvaluationReport;
import org.kamcl.explorer.evaluation.Failure;

/** Prints evaluations as text. */
final class EvaluationText {
  private static final int CONFUSIONS = 20;

  private final CommandOutput commandOutput;

  EvaluationText(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  /** Notes the images that could not be read, in the language of the system. */
  static void skipped(Evaluation evaluation, CommandOutput commandOutput) {
    evaluation
        .skipped()
        .forEach(
            image ->
                commandOutput.printNote(
                    "skipped: " + ErrorText.of(image.reason(), CommandOutput.locale())));
  }

  void heading(Evaluation evaluation) {
    Evaluation.Setting setting = evaluation.setting();
    commandOutput.printLine(
        "%s, split %s, model %s: %,d images, %,d captions",
        setting.corpus(),
        setting.split(),
        setting.model(),
        evaluation.images().size(),
        evaluation.captions().size());
    commandOutput.printLine(
        "%-15s %8s %8s %8s %8s %8s", "", "R@1", "R@5", "R@10", "median", "mean");
  }

  void figures(RetrievalResult result, int[] imageOfCaption) {
    BootstrapInterval interval =
        BootstrapInterval.ofMeanRecall(result, imageOfCaption, EvaluationFigures.SEED);
    row("image to text", result.imageToText());
    row("text to image", result.textToImage());
    commandOutput.printLine(
        "mean recall mR  %8.2f  (95 %% interval %.2f to %.2f, bootstrap over images)",
        result.meanRecall(), interval.low(), interval.high());
  }

  private void row(String name, RetrievalMetrics m) {
    commandOutput.printLine(
        "%-15s %8.2f %8.2f %8.2f %8.0f %8.1f",
        name, m.r1(), m.r5(), m.r10(), m.medianRank(), m.meanRank());
  }

  void orientations(int orientations) {
    commandOutput.printLine("Mean embedding of %d orientations of each image:", orientations);
  }

  void reranked(Evaluation evaluation) {
    commandOutput.printLine(
        "Re-ranked by reciprocal neighbors, with all queries at once (%.2f s):",
        evaluation.reranking().orElseThrow().seconds());
    figures(evaluation.rerankedResult().orElseThrow(), evaluation.imageOfCaption());
    EvaluationComparison effect = EvaluationComparison.ofReranking(evaluation);
    commandOutput.printLine(
        "Effect of re-ranking: %+.2f  (95 %% interval %+.2f to %+.2f, bootstrap over images)",
        effect.difference(), effect.interval().low(), effect.interval().high());
  }

  void difference(Evaluation evaluation, Evaluation other) {
    EvaluationComparison difference = EvaluationComparison.of(evaluation, other);
    commandOutput.printLine(
        "Difference from %s, mR %.2f: %+.2f  (95 %% interval %+.2f to %+.2f, bootstrap over"
            + " images)",
        other.setting().model(),
        other.result().meanRecall(),
        difference.difference(),
        difference.interval().low(),
        difference.interval().high());
    commandOutput.printLine(
        "Captions whose image ranks higher: %,d, lower: %,d, the same: %,d",
        difference.higher(), difference.lower(), difference.same());
  }

  void categories(Evaluation evaluation) {
    CategoryBreakdown categories = CategoryBreakdown.of(evaluation);
    commandOutput.printLine("");
    if (categories.rows().isEmpty()) {
      commandOutput.printLine("The corpus has no categories.");
      return;
    }
    commandOutput.printLine("By category, text to image (categories: %s):", source(evaluation));
    commandOutput.printLine(
        "%-24s %8s %8s %8s  %-14s %8s", "", "R@1", "R@5", "R@10", "95 % interval", "images");
    for (CategoryBreakdown.Row row : categories.rows()) {
      double[] recalls = row.recalls().textToImage();
      commandOutput.printLine(
          "%-24s %8.2f %8.2f %8.2f  %-14s %8d",
          row.category(),
          recalls[0],
          recalls[1],
          recalls[2],
          String.format(
              Locale.ROOT, "%.1f to %.1f", row.imageRetrieval().low(), row.imageRetrieval().high()),
          row.images());
    }
    if (categories.uncategorized() > 0) {
      commandOutput.printLine("%,d images have no category.", categories.uncategorized());
    }
  }

  private static String source(Evaluation evaluation) {
    return switch (evaluation.setting().categories()) {
      case LISTED -> "as listed in the corpus";
      case FOLDER -> "folders of the images";
      case FILE_NAME -> "beginnings of the file names";
      case NONE -> "none";
    };
  }

  void confusion(Evaluation evaluation) {
    commandOutput.printLine("");
    List<CategoryConfusion.Pair> worst = CategoryConfusion.of(evaluation).worst(CONFUSIONS);
    if (worst.isEmpty()) {
      commandOutput.printLine("No category is confused with another.");
      return;
    }
    commandOutput.printLine("Captions of one category for which another ranks first:");
    commandOutput.printLine("%-24s %-24s %8s %8s", "wanted", "ranked first", "captions", "share");
    for (CategoryConfusion.Pair pair : worst) {
      commandOutput.printLine(
          "%-24s %-24s %8d %7.0f%%",
          pair.wanted(), pair.first(), pair.captions(), 100 * pair.share());
    }
  }

  void failures(Evaluation evaluation, int most) {
    commandOutput.printLine("");
    commandOutput.printLine("Worst failures, text to image:");
    Failure.worst(evaluation).stream()
        .limit(most)
        .map(index -> Failure.of(evaluation, index))
        .forEach(this::failure);
  }

  private void failure(Failure failure) {
    commandOutput.printLine("rank %,d: %s", failure.rank(), failure.text());
    commandOutput.printLine(
        "  wanted %s, ranked first %s", failure.wanted().name(), failure.first().name());
    if (!failure.shared().isEmpty()) {
      commandOutput.printLine("  both have: %s", String.join(", ", failure.shared()));
    }
    if (!failure.notes().isEmpty()) {
      commandOutput.printLine(
          "  %s",
          failure.notes().stream().map(EvaluationReport::text).collect(Collectors.joining("; ")));
    }
  }
}
