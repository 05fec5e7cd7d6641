package org.kamcl.explorer.ui.task;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs what would make the window wait. Answers come on the thread that draws, and never after a
 * cancellation.
 */
public interface TaskExecutor {
  /**
   * Runs something short: a search, a file of the map.
   *
   * @param failed is told of whatever the work throws
   */
  <T> Cancellable run(Supplier<T> work, Consumer<T> done, Consumer<Throwable> failed);

  /**
   * Runs something that tells what it has so far.
   *
   * @param work is handed what it tells; its own result is not told again by it
   * @param partial hears what was told; where it is told faster than can be drawn, only the newest
   * @param failed is told of whatever the work throws
   */
  <T> Cancellable stream(
      Function<PartialResults<T>, T> work,
      Consumer<T> partial,
      Consumer<T> done,
      Consumer<Throwable> failed);

  /** Does something on the thread that draws, after a while. */
  Cancellable schedule(Duration delay, Runnable action);

  /**
   * Loads a picture: few at once, the newest wish first, none that nobody wants any more.
   *
   * @param failed is told of whatever the work throws
   */
  <T> Cancellable loadImage(Supplier<T> work, Consumer<T> done, Consumer<Throwable> failed);

  /**
   * Is told how far work is.
   *
   * @param <T> what there is so far
   */
  @FunctionalInterface
  interface PartialResults<T> {
    /**
     * Tells what there is so far.
     *
     * @return whether the rest is still wanted
     */
    boolean publish(T partial);
  }

  /** Work on its way. */
  interface Cancellable {
    /** Nobody wants it any more. */
    void cancel();
  }
}
