package org.kamcl.explorer.cli.model;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.evaluation.EvaluationService;
import picocli.CommandLine.Option;

/** Options for what is told of an evaluation besides its figures. */
final class EvaluationParts {
  private static final int FAILURES = 20;

  @Option(
      names = "--by-category",
      description =
          "Also print the recalls of each category: as the corpus lists it, else the folder of an"
              + " image, else the beginning of its file name.")
  private boolean byCategory;

  @Option(
      names = "--confusion",
      description = "Also print which categories rank first for the captions of others.")
  private boolean confusion;

  @Option(
      names = "--failures",
      paramLabel = "N",
      arity = "0..1",
      fallbackValue = "" + FAILURES,
      description =
          "Also print the N captions whose images rank worst, and what is known about them."
              + " Default: 20.")
  private Integer failures;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Write a report with pictures to this file.")
  private Path report;

  /**
   * Checks the values.
   *
   * @throws KamclException if one is not allowed
   */
  void check() {
    if (failures != null && failures < 1) {
      throw new KamclException(ModelCommandError.INVALID_FAILURES);
    }
    if (report != null && !report.toString().toLowerCase(Locale.ROOT).endsWith(".html")) {
      throw new KamclException(ModelCommandError.REPORT_NOT_HTML, report);
    }
  }

  /** Writes the report, if it is wanted. */
  void writeReport(
      EvaluationService service,
      Evaluation evaluation,
      Optional<Evaluation> other,
      CommandOutput commandOutput) {
    if (report != null) {
      try (JobContextPrinter context = new JobContextPrinter(commandOutput)) {
        service.report(evaluation, other, report).run(context);
      }
      commandOutput.printNote("Report written to " + report);
    }
  }

  /** Prints what is wanted. */
  void print(EvaluationText text, Evaluation evaluation) {
    if (byCategory) {
      text.categories(evaluation);
    }
    if (confusion) {
      text.confusion(evaluation);
    }
    if (failures != null) {
      text.failures(evaluation, failures);
    }
  }

  /** Adds what is wanted. */
  void addTo(EvaluationDocument document) {
    if (byCategory) {
      document.addCategories();
    }
    if (confusion) {
      document.addConfusion();
    }
    if (failures != null) {
      document.addFailures(failures);
    }
  }
}
