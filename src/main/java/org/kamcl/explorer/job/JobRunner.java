package org.kamcl.explorer.job;

/** Runs jobs, in the background or, in tests, at once. */
public interface JobRunner {
  /**
   * Starts a job.
   *
   * @param listener is told on the thread that works
   */
  <T> JobHandle start(Job<T> job, JobListener<T> listener);

  /** A job that was started. */
  interface JobHandle {
    /** Asks it to stop. */
    void cancel();
  }

  /**
   * Is told of a job.
   *
   * @param <T> the job's result
   */
  interface JobListener<T> {
    /** How far it is; total is 0 where not known. */
    default void progress(long done, long total, String message) {}

    /** It is done. */
    void succeeded(T result);

    /** It failed, or was cancelled (a {@link java.util.concurrent.CancellationException}). */
    void failed(Throwable failure);
  }
}
