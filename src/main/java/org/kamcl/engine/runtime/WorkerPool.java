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
public final class WorkerPool implements AutoCloseable {
  private final ExecutorService pool;
  private final int threads;

  /**
   * @param threads at least 1
   */
  public WorkerPool(int threads) {
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
  public static WorkerPool forThisMachine() {
    return new WorkerPool(Math.max(1, Runtime.getRuntime().availableProcessors()));
  }

  /** Number of threads. */
  public int threads() {
    return threads;
  }

  /** Runs a piece of work on some thread. */
  public <T> Future<T> submit(Callable<T> work) {
    return pool.submit(work);
  }

  /**
   * Runs work on the calling thread, and at the same time on each thread of the pool that is free;
   * the work divides itself. Returns when it has ended on all of them; whatever it throws on the
   * calling thread is thrown.
   */
  public void runShared(Runnable work) {
    SharedTask sharedTask = new SharedTask(work);
    for (int i = 1; i < threads; i++) {
      pool.execute(sharedTask::help);
    }
    try {
      work.run();
    } finally {
      sharedTask.end();
    }
  }

  /** Threads on the same work. Who comes too late does nothing. */
  private static final class SharedTask {
    private final Runnable work;
    private int busy;
    private boolean ended;

    SharedTask(Runnable work) {
      this.work = work;
    }

    void help() {
      synchronized (this) {
        if (ended) {
          return;
        }
        busy++;
      }
      try {
        work.run();
      } finally {
        synchronized (this) {
          busy--;
          notifyAll();
        }
      }
    }

    /** Waits for those that have begun, interrupted or not: they write into what is returned. */
    synchronized void end() {
      ended = true;
      boolean interrupted = false;
      while (busy > 0) {
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

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
