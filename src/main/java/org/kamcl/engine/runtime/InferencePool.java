package org.kamcl.engine.runtime;

import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that run passes side by side, each with its share of the processors. One pass on all
 * processors waits, at each of its two hundred operations, for the slower half; two passes of one
 * processor each do not wait for each other, and embed half as many images again in the same time.
 */
final class InferencePool implements AutoCloseable {
  /** A pass of four images takes up to 0.2 GB; more lanes would take what the user needs. */
  private static final int MOST = 4;

  private final ExecutorService pool;
  private final int count;
  private final int width;

  private InferencePool(int count, int width) {
    this.count = count;
    this.width = width;
    AtomicInteger number = new AtomicInteger();
    pool =
        Executors.newFixedThreadPool(
            count,
            work -> {
              Thread thread = new Thread(work, "kamcl-pass-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Lanes that share the processors.
   *
   * @param threads that one operation uses when it has the machine for itself
   */
  static InferencePool sharing(int threads) {
    int count = Math.max(1, Math.min(threads, MOST));
    return new InferencePool(count, Math.max(1, threads / count));
  }

  /** One lane with all threads, for a device that works on one pass at a time. */
  static InferencePool single(int threads) {
    return new InferencePool(1, threads);
  }

  /** How many passes run at once. */
  int parallelPasses() {
    return count;
  }

  /** Runs a pass on the next free lane. */
  <T> Future<T> submit(Callable<T> pass) {
    return pool.submit(
        () -> {
          setIntraOpThreads(width);
          return pass.call();
        });
  }

  /**
   * Lets the operations of the calling thread use so many threads from now on. The engine keeps the
   * number for each thread, but a new one takes over what was set last anywhere: so whoever runs a
   * pass says how many it wants.
   */
  static void setIntraOpThreads(int threads) {
    // Asking also makes the number the thread's own, which setting alone does not.
    if (JniUtils.getNumThreads() != threads) {
      JniUtils.setNumThreads(threads);
    }
  }

  /** Passes that run go on to their end; those that wait are dropped. */
  @Override
  public void close() {
    pool.shutdownNow();
  }
}
