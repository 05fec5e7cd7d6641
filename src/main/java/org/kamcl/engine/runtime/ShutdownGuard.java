package org.kamcl.engine.runtime;

/**
 * Lets work that must not be cut off come to a good end when the process is asked to end (Ctrl-C,
 * shutdown).
 */
public final class ShutdownGuard {
  private static final long PATIENCE_MILLIS = 120_000;

  private ShutdownGuard() {}

  /**
   * Does work on this thread.
   *
   * @param ask is run on another thread when the process is to end, which then waits up to two
   *     minutes for the work
   */
  public static void run(Runnable work, Runnable ask) {
    Thread working = Thread.currentThread();
    Thread hook =
        new Thread(
            () -> {
              ask.run();
              try {
                working.join(PATIENCE_MILLIS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "kamcl-end");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      work.run();
    } finally {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException ignored) {
        // The process is ending already, which is what the hook is for.
      }
    }
  }
}
