package org.kamcl.explorer.index;

/** Lets several threads do the same work, which they divide among themselves. */
@FunctionalInterface
public interface ParallelExecutor {
  /** The calling thread alone. */
  ParallelExecutor SINGLE_THREADED = Runnable::run;

  /**
   * Runs work on the calling thread, and at the same time on others that are free; returns when it
   * has ended on all of them.
   */
  void run(Runnable work);
}
