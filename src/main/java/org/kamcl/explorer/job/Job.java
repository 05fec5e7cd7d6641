package org.kamcl.explorer.job;

/**
 * A long piece of work with a title, which reports progress and is asked to stop between pieces.
 *
 * @param <T> its result
 */
public interface Job<T> {
  /** What it does, for people: "Indexing Towns". */
  String title();

  /**
   * Does it.
   *
   * @throws java.util.concurrent.CancellationException where it stopped because it was asked to
   */
  T run(JobContext context);
}
