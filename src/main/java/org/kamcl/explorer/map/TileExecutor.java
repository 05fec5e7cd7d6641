package org.kamcl.explorer.map;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs the rendering of map tiles in the background; the window's task executor implements it. */
@FunctionalInterface
public interface TileExecutor {
  /**
   * Runs work on another thread.
   *
   * @param done receives the result, on the thread that draws the map
   * @param failed receives whatever the work throws, on the thread that draws the map
   */
  <T> void run(Supplier<T> work, Consumer<T> done, Consumer<Throwable> failed);
}
