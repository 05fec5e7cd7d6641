package org.kamcl.explorer.job;

import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.kamcl.error.ErrorText;
import org.kamcl.error.Problem;

/** Receives the progress of a job and tells the job when it is cancelled. */
public interface JobContext extends ProgressListener {
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
   * Reports that the job waits, for example for another process.
   *
   * @param reason why it waits
   */
  default void waiting(Problem reason) {
    progress(0, 0, ErrorText.of(reason, Locale.getDefault(Locale.Category.DISPLAY)));
  }

  /** Reports that the job no longer waits. */
  default void resumed() {
    progress(0, 0, "");
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
