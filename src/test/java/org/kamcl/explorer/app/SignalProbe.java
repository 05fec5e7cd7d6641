package org.kamcl.explorer.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.kamcl.explorer.job.ShutdownSignal;

/** A program that handles signals as the launcher does, for tests with real signals. */
final class SignalProbe {
  private SignalProbe() {}

  /**
   * @param args {@code holding}: never reaches a safe point and holds the end; {@code deaf}: does
   *     not notice the signal; {@code polite}: ends when asked; {@code stuck}: ends, but a shutdown
   *     hook never does
   */
  public static void main(String[] args) throws InterruptedException {
    ShutdownSignal shutdown = new ShutdownSignal();
    ProcessSignals.install(shutdown);
    CountDownLatch asked = new CountDownLatch(1);
    shutdown.onRequest(asked::countDown);
    CountDownLatch never = new CountDownLatch(1);
    if (args[0].equals("holding")) {
      shutdown.hold();
    }
    if (args[0].equals("stuck")) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> await(never)));
    }
    System.out.println("ready");
    if (args[0].equals("holding") || args[0].equals("deaf")) {
      await(never);
    }
    await(asked);
    shutdown.end();
    System.exit(shutdown.exitCode());
  }

  private static void await(CountDownLatch latch) {
    try {
      // A probe that a test has lost ends by itself.
      latch.await(2, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
