package org.kamcl.explorer.job;

/**
 * A long-running operation that reports progress and can be cancelled. It has no title: whoever
 * starts it names it in the language of the user.
 *
 * @param <T> type of its result
 */
@FunctionalInterface
public interface Job<T> {
  /**
   * Runs the job.
   *
   * @throws java.util.concurrent.CancellationException if it was cancelled
   */
  T run(JobContext context);
}
