package org.kamcl.explorer.cli;

import org.kamcl.engine.evaluation.CorpusEvaluation;

/** Shows how far an evaluation is. */
final class ProgressMeter implements CorpusEvaluation.Meter, AutoCloseable {
  private final Console console;
  private String what = "";
  private Progress progress;

  ProgressMeter(Console console) {
    this.console = console;
  }

  @Override
  public void at(String now, int done, int total) {
    if (!now.equals(what)) {
      close();
      what = now;
      progress = new Progress(console, now, total);
    }
    progress.at(done);
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
    }
  }
}
