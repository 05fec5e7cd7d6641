package org.kamcl.explorer.job;

import org.kamcl.error.Problem;
import org.kamcl.progress.ProgressListener;
import org.kamcl.progress.ProgressStage;

/** Runs jobs in the background or, in tests, on the calling thread. */
public interface JobRunner {
  /**
   * Starts a job.
   *
   * @param listener is called on the thread of the job
   */
  <T> JobHandle start(Job<T> job, JobListener<T> listener);

  /** A started job. */
  interface JobHandle {
    /** Cancels the job. */
    void cancel();
  }

  /**
   * Receives the progress and the outcome of a job.
   *
   * @param <T> type of the result
   */
  interface JobListener<T> extends ProgressListener {
    @Override
    default void onProgress(ProgressStage stage, long done, long total, String item) {}

    /**
     * The job waits, for example for another process.
     *
     * @param reason why it waits
     */
    default void waiting(Problem reason) {}

    /** The job no longer waits. */
    default void resumed() {}

    /** The job has completed. */
    void succeeded(T result);

    /** The job failed, or was cancelled (a {@link java.util.concurrent.CancellationException}). */
    void failed(Throwable failure);
  }
}
