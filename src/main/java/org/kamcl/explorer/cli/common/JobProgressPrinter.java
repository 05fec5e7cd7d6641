package org.kamcl.explorer.cli.common;

import org.kamcl.error.ErrorText;
import org.kamcl.error.Problem;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;

/** Prints the progress of a job; the job is cancelled when the process is told to end. */
public final class JobProgressPrinter implements JobContext, AutoCloseable {
  private final CommandOutput commandOutput;
  private final ProgressSubject subject;
  private ProgressPrinter progressPrinter;

  public JobProgressPrinter(CommandOutput commandOutput, ProgressSubject subject) {
    this.commandOutput = commandOutput;
    this.subject = subject;
  }

  @Override
  public void onProgress(ProgressStage stage, long done, long total, String item) {
    if (progressPrinter == null) {
      // The clock starts now, so what is done already does not count.
      progressPrinter = new ProgressPrinter(commandOutput, subject, total, done);
    }
    progressPrinter.update(done, total);
  }

  @Override
  public void waiting(Problem reason) {
    commandOutput.printNote(ErrorText.of(reason, CommandOutput.locale()));
  }

  @Override
  public void resumed() {
    // The next line of progress shows it.
  }

  @Override
  public boolean cancelled() {
    return commandOutput.shutdown().requested();
  }

  @Override
  public void close() {
    if (progressPrinter != null) {
      progressPrinter.close();
    }
  }
}
