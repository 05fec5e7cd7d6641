package org.kamcl.explorer.cli.run;

import com.google.gson.Gson;
import java.time.Duration;
import org.kamcl.engine.training.run.RunMeasurement;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.ProgressPrinter;

/** Prints what a run takes. */
final class MeasurementPrinter {
  private static final long MEGABYTE = 1 << 20;

  private MeasurementPrinter() {}

  static void print(CommandOutput output, boolean json, RunMeasurement measured) {
    if (json) {
      output.printJson(new Gson().toJsonTree(measured));
      return;
    }
    double epoch =
        measured.batches() * measured.secondsPerStep()
            + measured.validationSeconds()
            + measured.checkpointSeconds();
    double whole = measured.prepareSeconds() + measured.epochs() * epoch;
    output.printLine(
        "images      %,d for training, %,d for validation",
        measured.trainingImages(), measured.validationImages());
    output.printLine(
        "step        %.2f s (%.1f pairs/s, %d threads)",
        measured.secondsPerStep(), measured.pairsPerSecond(), measured.threads());
    output.printLine(
        "epoch       %s, %,d steps and validation", duration(epoch), measured.batches());
    output.printLine("whole run   %s, %d epochs", duration(whole), measured.epochs());
    if (measured.memoryBytes() > 0) {
      output.printLine("memory      %,d MB", measured.memoryBytes() / MEGABYTE);
    }
    output.printLine("disk        %,d MB", measured.diskBytes() / MEGABYTE);
  }

  private static String duration(double seconds) {
    return ProgressPrinter.formatDuration(Duration.ofMillis((long) (seconds * 1000)));
  }
}
