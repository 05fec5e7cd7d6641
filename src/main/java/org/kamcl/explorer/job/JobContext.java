package org.kamcl.explorer.job;

import java.util.concurrent.CancellationException;
import org.kamcl.error.Problem;
import org.kamcl.progress.ProgressListener;
import org.kamcl.progress.ProgressStage;

/** Receives the progress of a job and tells the job when it is cancelled. */
public interface JobContext extends ProgressListener {
  /** Ignores progress and is never cancelled. */
  JobContext NONE =
      new JobContext() {
        @Override
        public void onProgress(ProgressStage stage, long done, long total, String item) {}

        @Override
        public boolean cancelled() {
          return false;
        }
      };

  /**
   * Reports that the job waits, for example for another process.
   *
   * @param reason why it waits
   */
  default void waiting(Problem reason) {}

  /** Reports that the job no longer waits. */
  default void resumed() {}

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
