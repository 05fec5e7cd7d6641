package org.kamcl.progress;

/** Receives the progress of a long computation, on the thread that computes. */
@FunctionalInterface
public interface ProgressListener {
  /** Ignores progress. */
  ProgressListener NONE = (stage, done, total, item) -> {};

  /**
   * Some items are done.
   *
   * @param stage what is counted
   * @param done number of completed items
   * @param total number of items of this stage; 0 if it is not known yet
   * @param item the current item, such as the name of a file, for display; may be empty
   */
  void onProgress(ProgressStage stage, long done, long total, String item);

  /**
   * Some items without names are done.
   *
   * @param stage what is counted
   * @param done number of completed items
   * @param total number of items of this stage; 0 if it is not known yet
   */
  default void onProgress(ProgressStage stage, long done, long total) {
    onProgress(stage, done, total, "");
  }
}
