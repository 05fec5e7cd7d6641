package org.kamcl.explorer.cli.model;

import org.kamcl.engine.evaluation.CorpusEvaluator;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.ProgressPrinter;

/** Prints the progress of an evaluation. */
final class EvaluationProgressPrinter implements CorpusEvaluator.Meter, AutoCloseable {
  private final CommandOutput commandOutput;
  private String what = "";
  private ProgressPrinter progressPrinter;

  EvaluationProgressPrinter(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public void at(String now, int done, int total) {
    if (!now.equals(what)) {
      close();
      what = now;
      progressPrinter = new ProgressPrinter(commandOutput, now, total);
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
