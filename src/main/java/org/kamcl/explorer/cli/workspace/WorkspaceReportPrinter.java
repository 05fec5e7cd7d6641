package org.kamcl.explorer.cli.workspace;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.function.Function;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.JobProgressPrinter;
import org.kamcl.explorer.cli.common.ProblemJson;
import org.kamcl.explorer.cli.common.ProgressSubject;
import org.kamcl.explorer.domain.WorkspaceReport;
import org.kamcl.explorer.job.Job;

/** Runs a job on the workspace and prints its report. */
final class WorkspaceReportPrinter {
  private static final double MEGABYTE = 1 << 20;

  private WorkspaceReportPrinter() {}

  /**
   * Runs a job.
   *
   * @param sentence says what was done, without the counts
   */
  static void run(
      CommandOutput output,
      CommonOptions options,
      Job<WorkspaceReport> job,
      Function<WorkspaceReport, String> sentence) {
    WorkspaceReport report;
    try (JobProgressPrinter progress = new JobProgressPrinter(output, ProgressSubject.MEGABYTES)) {
      report = job.run(progress);
    }
    report.warnings().forEach(output::printWarning);
    if (options.json()) {
      JsonObject json = new JsonObject();
      json.addProperty("target", report.target().toString());
      json.addProperty("files", report.files());
      json.addProperty("bytes", report.bytes());
      json.addProperty("images", report.images());
      JsonArray warnings = new JsonArray();
      report.warnings().stream().map(ProblemJson::of).forEach(warnings::add);
      json.add("warnings", warnings);
      output.printJson(json);
    } else {
      output.printLine(
          "%s %,d files, %s, %,d images; all compared after writing.",
          sentence.apply(report), report.files(), size(report.bytes()), report.images());
    }
  }

  /** "12.3 MB". */
  static String size(long bytes) {
    return String.format(java.util.Locale.ROOT, "%,.1f MB", bytes / MEGABYTE);
  }
}
