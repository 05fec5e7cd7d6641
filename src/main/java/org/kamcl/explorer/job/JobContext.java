package org.kamcl.explorer.job;

import java.util.concurrent.CancellationException;

/** Receives the progress of a job and tells the job when it is cancelled. */
public interface JobContext {
  /** Ignores progress and is never cancelled. */
  JobContext NONE =
      new JobContext() {
        @Override
        public void progress(long done, long total, String message) {}

        @Override
        public boolean cancelled() {
          return false;
        }
      };

  /**
   * Reports progress.
   *
   * @param done number of completed items
   * @param total number of items; 0 if it is not known yet
   * @param message the current item, for display
   */
  void progress(long done, long total, String message);

  /**
   * Reports that the job waits for another process.
   *
   * @param why the reason, for display; empty when the wait is over
   */
  default void waiting(String why) {
    progress(0, 0, why);
  }

  /** Whether the job should stop. */
  boolean cancelled();

  /**
   * Called by the job before each item.
   *
   * @throws CancellationException if the job is cancelled
   */
  default void checkCancelled() {
    if (cancelled()) {
      throw new CancellationException();
    }
  }
}
