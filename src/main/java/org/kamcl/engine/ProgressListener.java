package org.kamcl.engine;

/** Receives the progress of a long computation of the engine, on the thread that computes. */
@FunctionalInterface
public interface ProgressListener {
  /** Ignores progress. */
  ProgressListener NONE = (stage, done, total) -> {};

  /**
   * Some items are done.
   *
   * @param stage what is counted, such as {@code Images} or {@code Captions}
   * @param done number of items that are done, 0..total
   * @param total number of items of this stage
   */
  void onProgress(String stage, int done, int total);
}
