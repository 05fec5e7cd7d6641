package org.kamcl.explorer.job;

/** Receives the progress of a long-running operation. */
public interface ProgressListener {
  /**
   * Reports progress.
   *
   * @param done number of completed items
   * @param total number of items; 0 if it is not known yet
   * @param message the current item, such as the name of a file, for display
   */
  void progress(long done, long total, String message);
}
