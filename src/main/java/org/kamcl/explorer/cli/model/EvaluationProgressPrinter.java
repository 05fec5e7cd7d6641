package org.kamcl.explorer.cli.model;

import java.util.Optional;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.ProgressPrinter;
import org.kamcl.explorer.cli.common.ProgressSubject;
import org.kamcl.progress.ProgressListener;
import org.kamcl.progress.ProgressStage;

/** Prints the progress of an evaluation. */
final class EvaluationProgressPrinter implements ProgressListener, AutoCloseable {
  private final CommandOutput commandOutput;
  private Optional<ProgressStage> current = Optional.empty();
  private ProgressPrinter progressPrinter;

  EvaluationProgressPrinter(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public void onProgress(ProgressStage stage, long done, long total, String item) {
    if (!current.equals(Optional.of(stage))) {
      close();
      current = Optional.of(stage);
      progressPrinter = new ProgressPrinter(commandOutput, ProgressSubject.of(stage), total);
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
