package org.kamcl.explorer.plot;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs the parts of a loop on several threads. The result of a part must not depend on the others,
 * so that the sum of all does not depend on the number of threads.
 *
 * @param executor runs a task on several threads at once and returns when it has ended on all
 * @param cancelled is asked before each part, by any thread
 */
public record Parallel(Consumer<Runnable> executor, BooleanSupplier cancelled) {
  /** The calling thread alone, never cancelled. */
  public static final Parallel NONE = new Parallel(Runnable::run, () -> false);

  /** A part of a loop. */
  @FunctionalInterface
  interface Part {
    /**
     * Runs the steps from one index to before another.
     *
     * @param from first index
     * @param to index after the last
     */
    void run(int from, int to);
  }

  /**
   * Runs a loop from 0 to a size.
   *
   * @param grain indices per part
   * @throws CancellationException if cancelled
   */
  void run(int size, int grain, Part part) {
    AtomicInteger next = new AtomicInteger();
    AtomicBoolean stopped = new AtomicBoolean();
    executor.accept(
        () -> {
          for (int from = next.getAndAdd(grain);
              from < size && !stopped.get();
              from = next.getAndAdd(grain)) {
            if (cancelled.getAsBoolean()) {
              stopped.set(true);
              return;
            }
            part.run(from, Math.min(size, from + grain));
          }
        });
    if (stopped.get() || cancelled.getAsBoolean()) {
      throw new CancellationException();
    }
  }
}
