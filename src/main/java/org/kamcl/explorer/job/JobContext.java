package org.kamcl.explorer.job;

import java.util.concurrent.CancellationException;

/** What a job says while it works, and is told. */
public interface JobContext {
  /** Tells nobody and is never cancelled. */
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
   * How far the job is.
   *
   * @param total pieces; 0 where not known yet
   * @param message what it is doing, for people
   */
  void progress(long done, long total, String message);

  /**
   * The job does nothing until somebody else is done.
   *
   * @param why a sentence for people; empty when the wait is over
   */
  default void waiting(String why) {
    progress(0, 0, why);
  }

  /** Whether somebody wants it to stop. */
  boolean cancelled();

  /**
   * To be called before each piece of work.
   *
   * @throws CancellationException if the job is to stop
   */
  default void checkCancelled() {
    if (cancelled()) {
      throw new CancellationException();
    }
  }
}
