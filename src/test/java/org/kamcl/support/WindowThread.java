package org.kamcl.support;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;

/** Work on JavaFX's thread for what is measured outside a test. */
public final class WindowThread {
  private static final int PAUSE_MILLIS = 50;
  private static final int PATIENCE = 6000;

  private WindowThread() {}

  /** Does something there, and waits until it is done. */
  public static void run(Runnable work) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Platform.runLater(
        () -> {
          try {
            work.run();
          } finally {
            done.countDown();
          }
        });
    done.await();
  }

  /**
   * Waits until something holds there.
   *
   * @throws IllegalStateException if it does not within five minutes
   */
  public static void waitFor(BooleanSupplier condition) throws InterruptedException {
    AtomicBoolean holds = new AtomicBoolean();
    for (int i = 0; i < PATIENCE && !holds.get(); i++) {
      Thread.sleep(PAUSE_MILLIS);
      run(() -> holds.set(condition.getAsBoolean()));
    }
    if (!holds.get()) {
      throw new IllegalStateException("The window never came to rest.");
    }
  }
}
