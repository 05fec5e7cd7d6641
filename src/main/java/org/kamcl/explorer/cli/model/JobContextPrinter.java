package org.kamcl.explorer.cli.model;

import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;

/** Prints the progress of an evaluation, which is cancelled when the process is told to end. */
final class JobContextPrinter implements JobContext, AutoCloseable {
  private final CommandOutput commandOutput;
  private final EvaluationProgressPrinter progress;

  JobContextPrinter(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
    this.progress = new EvaluationProgressPrinter(commandOutput);
  }

  @Override
  public void onProgress(ProgressStage stage, long done, long total, String item) {
    progress.onProgress(stage, done, total, item);
  }

  @Override
  public boolean cancelled() {
    return commandOutput.shutdown().requested();
  }

  @Override
  public void close() {
    progress.close();
  }
}
