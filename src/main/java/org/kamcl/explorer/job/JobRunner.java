package org.kamcl.explorer.job;

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
    /** Reports progress; {@code total} is 0 if it is not known. */
    @Override
    default void progress(long done, long total, String message) {}

    /** The job has completed. */
    void succeeded(T result);

    /** The job failed, or was cancelled (a {@link java.util.concurrent.CancellationException}). */
    void failed(Throwable failure);
  }
}
