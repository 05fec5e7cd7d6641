package org.kamcl.explorer.ui.task;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs what would make the window wait. Answers come on the thread that draws, and never after a
 * cancellation.
 */
public interface Background {
  /**
   * Runs something short: a search, a file of the map.
   *
   * @param failed is told of whatever the work throws
   */
  <T> Pending run(Supplier<T> work, Consumer<T> done, Consumer<Throwable> failed);

  /**
   * Loads a picture: few at once, the newest wish first, none that nobody wants any more.
   *
   * @param failed is told of whatever the work throws
   */
  <T> Pending picture(Supplier<T> work, Consumer<T> done, Consumer<Throwable> failed);

  /** Work on its way. */
  interface Pending {
    /** Nobody wants it any more. */
    void cancel();
  }
}
