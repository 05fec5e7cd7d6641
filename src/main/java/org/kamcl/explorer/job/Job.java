package org.kamcl.explorer.job;

/**
 * A long-running operation that reports progress and can be cancelled.
 *
 * @param <T> type of its result
 */
public interface Job<T> {
  /** A title for display, such as "Indexing Towns". */
  String title();

  /**
   * Runs the job.
   *
   * @throws java.util.concurrent.CancellationException if it was cancelled
   */
  T run(JobContext context);
}
