package org.kamcl.explorer.index;

/** Runs the same task on several threads, which share the work. */
@FunctionalInterface
public interface ParallelExecutor {
  /** Uses the calling thread only. */
  ParallelExecutor SINGLE_THREADED = Runnable::run;

  /**
   * Runs a task on the calling thread and, at the same time, on idle threads of a pool; returns
   * when it has ended on all of them.
   */
  void run(Runnable work);
}
