package org.kamcl.explorer.ui.task;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs work in the background. Callbacks run on the JavaFX thread, and never after cancellation.
 */
public interface TaskExecutor {
  /**
   * Runs a short task, such as a search.
   *
   * @param failed receives whatever the task throws
   */
  <T> Cancellable run(Supplier<T> work, Consumer<T> done, Consumer<Throwable> failed);

  /**
   * Runs a task that publishes partial results.
   *
   * @param work receives the sink for partial results; its own result is only passed to {@code
   *     done}
   * @param partial receives partial results; only the newest one if they arrive faster than they
   *     can be shown
   * @param failed receives whatever the task throws
   */
  <T> Cancellable stream(
      Function<PartialResults<T>, T> work,
      Consumer<T> partial,
      Consumer<T> done,
      Consumer<Throwable> failed);

  /** Runs an action on the JavaFX thread after a delay. */
  Cancellable schedule(Duration delay, Runnable action);

  /**
   * Loads an image: few at a time, newest request first, canceled requests are dropped.
   *
   * @param failed receives whatever the task throws
   */
  <T> Cancellable loadImage(Supplier<T> work, Consumer<T> done, Consumer<Throwable> failed);

  /**
   * Receives partial results.
   *
   * @param <T> type of the results
   */
  @FunctionalInterface
  interface PartialResults<T> {
    /**
     * Publishes a partial result.
     *
     * @return whether the rest is still needed
     */
    boolean publish(T partial);
  }

  /** A running task. */
  interface Cancellable {
    /** Cancels the task; its callbacks are not called any more. */
    void cancel();
  }
}
