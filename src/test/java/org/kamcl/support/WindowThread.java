package org.kamcl.support;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/** Runs work on the JavaFX application thread for benchmarks and tools outside of tests. */
public final class WindowThread {
  private static final int FRAMES_BETWEEN = 3;
  private static final int LIMIT_MINUTES = 5;

  private WindowThread() {}

  /** Runs work on the JavaFX thread and waits for its end. */
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

  /** Waits until the window was laid out and drawn some more times. */
  public static void waitForFrames(int count) throws InterruptedException {
    CountDownLatch frames = new CountDownLatch(count);
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            frames.countDown();
          }
        };
    run(timer::start);
    frames.await();
    run(timer::stop);
  }

  /**
   * Waits until a condition holds on the JavaFX thread.
   *
   * @throws IllegalStateException if the condition does not hold within five minutes
   */
  public static void waitFor(BooleanSupplier condition) throws InterruptedException {
    CountDownLatch holds = new CountDownLatch(1);
    AnimationTimer timer =
        new AnimationTimer() {
          private int frames;

          @Override
          public void handle(long now) {
            // Some conditions look up nodes in the whole window.
            if (frames++ % FRAMES_BETWEEN == 0 && condition.getAsBoolean()) {
              stop();
              holds.countDown();
            }
          }
        };
    run(timer::start);
    boolean held = holds.await(LIMIT_MINUTES, TimeUnit.MINUTES);
    run(timer::stop);
    if (!held) {
      throw new IllegalStateException("The condition did not hold within five minutes.");
    }
  }
}
