package org.kamcl.engine.runtime;

/** Lets work that must not be cut off end cleanly when the process is told to exit (Ctrl-C). */
public final class ShutdownGuard {
  private static final long MAX_WAIT_MILLIS = 120_000;

  private ShutdownGuard() {}

  /**
   * Runs work on the calling thread.
   *
   * @param requestStop runs on another thread when the process is told to exit; the exit then waits
   *     up to two minutes for the work
   */
  public static void run(Runnable work, Runnable requestStop) {
    Thread worker = Thread.currentThread();
    Thread hook =
        new Thread(
            () -> {
              requestStop.run();
              try {
                worker.join(MAX_WAIT_MILLIS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "kamcl-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      work.run();
    } finally {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException ignored) {
        // The process is already exiting, and the hook is running.
      }
    }
  }
}
