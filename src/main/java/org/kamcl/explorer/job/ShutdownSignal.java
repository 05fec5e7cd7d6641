package org.kamcl.explorer.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * Whether the process was told to end (Ctrl-C, SIGTERM), for long operations that end at a safe
 * point. What receives the signals sets it; operations poll it, or are called by it.
 */
public final class ShutdownSignal {
  private final List<Runnable> actions = new ArrayList<>();
  private int code;
  private int holds;
  private boolean ended;

  /** A part of the program during which the end of the process waits, or a registered action. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  /** Whether the process was told to end. */
  public synchronized boolean requested() {
    return code != 0;
  }

  /** The exit code of the process: 128 and the number of the signal; 0 without a request. */
  public synchronized int exitCode() {
    return code;
  }

  /**
   * Called at a safe point.
   *
   * @throws CancellationException if the process was told to end
   */
  public void check() {
    if (requested()) {
      throw new CancellationException();
    }
  }

  /**
   * Tells the process to end.
   *
   * @param exitCode of the process
   * @return whether this is the first request
   */
  public boolean request(int exitCode) {
    List<Runnable> registered;
    synchronized (this) {
      if (code != 0) {
        return false;
      }
      code = exitCode;
      registered = List.copyOf(actions);
    }
    registered.forEach(Runnable::run);
    return true;
  }

  /**
   * Runs an action when the process is told to end, on another thread; at once if it already was.
   */
  public Registration onRequest(Runnable action) {
    boolean now;
    synchronized (this) {
      now = code != 0;
      actions.add(action);
    }
    if (now) {
      action.run();
    }
    return () -> {
      synchronized (this) {
        actions.remove(action);
      }
    };
  }

  /** Lets the end of the process wait until the registration is closed, however long it takes. */
  public synchronized Registration hold() {
    holds++;
    return () -> {
      synchronized (this) {
        holds--;
        notifyAll();
      }
    };
  }

  /** Called when the work of the process is done. */
  public synchronized void end() {
    ended = true;
    notifyAll();
  }

  /**
   * Waits for the end of the work.
   *
   * @param milliseconds to wait at most, without the time during which there is a {@link #hold}
   * @return whether the work has ended
   */
  public synchronized boolean awaitEnd(long milliseconds) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(milliseconds);
    while (!ended && left > 0) {
      if (holds > 0) {
        wait();
        left = TimeUnit.MILLISECONDS.toNanos(milliseconds);
      } else {
        long begun = System.nanoTime();
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left -= System.nanoTime() - begun;
      }
    }
    return ended;
  }
}
