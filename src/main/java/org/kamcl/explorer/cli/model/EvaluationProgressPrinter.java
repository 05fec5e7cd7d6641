package org.kamcl.explorer.cli.model;

import org.kamcl.engine.ProgressListener;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.ProgressPrinter;

/** Prints the progress of an evaluation. */
final class EvaluationProgressPrinter implements ProgressListener, AutoCloseable {
  private final CommandOutput commandOutput;
  private String current = "";
  private ProgressPrinter progressPrinter;

  EvaluationProgressPrinter(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public void onProgress(String stage, int done, int total) {
    if (!stage.equals(current)) {
      close();
      current = stage;
      progressPrinter = new ProgressPrinter(commandOutput, stage, total);
    }
    progressPrinter.update(done);
  }

  @Override
  public void close() {
    if (progressPrinter != null) {
      progressPrinter.close();
    }
  }
}
