package org.kamcl.engine.runtime;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The engine's one pool of threads, for work beside the native engine (decoding, hashing). Handed
 * in by constructor; whoever made it closes it.
 */
public final class Workers implements AutoCloseable {
  private final ExecutorService pool;
  private final int threads;

  /**
   * @param threads at least 1
   */
  public Workers(int threads) {
    this.threads = threads;
    AtomicInteger number = new AtomicInteger();
    this.pool =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "kamcl-worker-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** As many threads as the machine has processors. */
  public static Workers forThisMachine() {
    return new Workers(Math.max(1, Runtime.getRuntime().availableProcessors()));
  }

  /** Number of threads. */
  public int threads() {
    return threads;
  }

  /** Runs a piece of work on some thread. */
  public <T> Future<T> submit(Callable<T> work) {
    return pool.submit(work);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
