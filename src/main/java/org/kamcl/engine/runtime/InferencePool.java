package org.kamcl.engine.runtime;

import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that run forward passes in parallel, each on its share of the processors. One pass on all
 * processors waits for the slowest thread at each of about two hundred operations. Two passes on
 * one processor each do not wait for each other and embed 1.5 times as many images in the same
 * time.
 */
final class InferencePool implements AutoCloseable {
  /** A pass of four images takes up to 0.2 GB of memory. */
  private static final int MAX_PASSES = 4;

  private final ExecutorService executor;
  private final int parallelPasses;
  private final int threadsPerPass;

  private InferencePool(int parallelPasses, int threadsPerPass) {
    this.parallelPasses = parallelPasses;
    this.threadsPerPass = threadsPerPass;
    AtomicInteger number = new AtomicInteger();
    executor =
        Executors.newFixedThreadPool(
            parallelPasses,
            work -> {
              Thread thread = new Thread(work, "kamcl-pass-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * A pool whose passes share the processors.
   *
   * @param threads of an operation that has the machine to itself
   */
  static InferencePool sharing(int threads) {
    int passes = Math.max(1, Math.min(threads, MAX_PASSES));
    return new InferencePool(passes, Math.max(1, threads / passes));
  }

  /** A pool for one pass on all threads, for a device that runs one pass at a time. */
  static InferencePool single(int threads) {
    return new InferencePool(1, threads);
  }

  /** How many passes run in parallel. */
  int parallelPasses() {
    return parallelPasses;
  }

  /**
   * Runs a pass on the next free thread.
   *
   * @throws CancellationException if the pool is closed
   */
  <T> Future<T> submit(Callable<T> pass) {
    try {
      return executor.submit(
          () -> {
            setIntraOpThreads(threadsPerPass);
            return pass.call();
          });
    } catch (RejectedExecutionException e) {
      throw new CancellationException("The engine is closed.");
    }
  }

  /**
   * Sets the number of threads for operations of the calling thread. libtorch keeps the number per
   * thread, but a new thread starts with the last number set anywhere, so every pass sets its own.
   */
  static void setIntraOpThreads(int threads) {
    // Reading the number initializes the thread's own value, which setting alone does not.
    if (JniUtils.getNumThreads() != threads) {
      JniUtils.setNumThreads(threads);
    }
  }

  /** Running passes continue to their end; waiting ones are cancelled. */
  @Override
  public void close() {
    WorkerPool.cancelWaiting(executor);
  }
}
