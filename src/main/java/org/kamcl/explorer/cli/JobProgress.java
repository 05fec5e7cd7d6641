package org.kamcl.explorer.cli;

import org.kamcl.explorer.job.JobContext;

/** Shows how far a job is; a command is cancelled by ending it. */
final class JobProgress implements JobContext, AutoCloseable {
  private final Console console;
  private final String what;
  private Progress progress;

  JobProgress(Console console, String what) {
    this.console = console;
    this.what = what;
  }

  @Override
  public void progress(long done, long total, String message) {
    if (progress == null) {
      progress = new Progress(console, what, total);
    }
    progress.at(done, total);
  }

  @Override
  public void waiting(String why) {
    if (!why.isEmpty()) {
      console.note(why);
    }
  }

  @Override
  public boolean cancelled() {
    return Thread.currentThread().isInterrupted();
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
    }
  }
}
