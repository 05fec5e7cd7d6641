package org.kamcl.engine.runtime;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The engine's thread pool for work outside the native engine (decoding, hashing). It is passed by
 * constructor and closed by its creator.
 */
public final class WorkerPool implements AutoCloseable {
  private final ExecutorService executor;
  private final int threads;

  /**
   * @param threads at least 1
   */
  public WorkerPool(int threads) {
    this.threads = threads;
    AtomicInteger number = new AtomicInteger();
    this.executor =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "kamcl-worker-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** A pool with as many threads as the machine has processors. */
  public static WorkerPool forThisMachine() {
    return new WorkerPool(Math.max(1, Runtime.getRuntime().availableProcessors()));
  }

  /** Number of threads. */
  public int threads() {
    return threads;
  }

  /**
   * Runs a task on a thread of the pool.
   *
   * @throws CancellationException if the pool is closed
   */
  public <T> Future<T> submit(Callable<T> task) {
    try {
      return executor.submit(task);
    } catch (RejectedExecutionException e) {
      throw closed();
    }
  }

  /**
   * Runs a task on the calling thread and, at the same time, on each free thread of the pool; the
   * task divides its work itself. Returns when it has ended on all of them. An exception on the
   * calling thread is propagated.
   *
   * @throws CancellationException if the pool is closed
   */
  public void runShared(Runnable task) {
    SharedTask shared = new SharedTask(task);
    try {
      for (int i = 1; i < threads; i++) {
        executor.execute(shared::runUnlessEnded);
      }
    } catch (RejectedExecutionException e) {
      shared.end();
      throw closed();
    }
    try {
      task.run();
    } finally {
      shared.end();
    }
  }

  /** A task that several threads run. A thread that starts after its end does nothing. */
  private static final class SharedTask {
    private final Runnable task;
    private int running;
    private boolean ended;

    SharedTask(Runnable task) {
      this.task = task;
    }

    void runUnlessEnded() {
      synchronized (this) {
        if (ended) {
          return;
        }
        running++;
      }
      try {
        task.run();
      } finally {
        synchronized (this) {
          running--;
          notifyAll();
        }
      }
    }

    /** Waits for the threads that have started, even if interrupted: they write to the result. */
    synchronized void end() {
      ended = true;
      boolean interrupted = false;
      while (running > 0) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static CancellationException closed() {
    return new CancellationException("The thread pool is closed.");
  }

  /** Interrupts running tasks and cancels waiting ones. */
  @Override
  public void close() {
    cancelWaiting(executor);
  }

  /** Closes an executor. Whoever waits for a task that it drops learns that it is cancelled. */
  static void cancelWaiting(ExecutorService executor) {
    for (Runnable waiting : executor.shutdownNow()) {
      if (waiting instanceof Future<?> future) {
        future.cancel(true);
      }
    }
  }
}
