package org.kamcl.explorer.index;

/** Lets several threads do the same work, which they divide among themselves. */
@FunctionalInterface
public interface Parallel {
  /** The calling thread alone. */
  Parallel ALONE = Runnable::run;

  /**
   * Runs work on the calling thread, and at the same time on others that are free; returns when it
   * has ended on all of them.
   */
  void run(Runnable work);
}
