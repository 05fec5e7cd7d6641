package org.kamcl.explorer.ui.map;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.kamcl.explorer.ui.task.Background;

/**
 * Tiles on their way: few at once, in the order of the last wish; what was wished for before and is
 * not any more is never begun.
 */
final class TileQueue {
  /** A worker hands over what it has after so long. */
  private static final long NANOS = 10_000_000;

  private final Background background;
  private final int workers;
  private final Deque<Job> waiting = new ArrayDeque<>();
  private final Set<Object> painting = new HashSet<>();
  private int running;

  /**
   * @param workers at most so many at once
   */
  TileQueue(Background background, int workers) {
    this.background = background;
    this.workers = workers;
  }

  /**
   * A tile to be painted.
   *
   * @param key by which a tile that is being painted is known
   * @param paint works on any thread
   * @param done is told on the thread that draws
   */
  record Job(Object key, Supplier<int[]> paint, Consumer<int[]> done) {}

  private record Painted(Job job, int[] pixels) {}

  /** Forgets what was wanted; these are wanted now, the first one most. Thread that draws. */
  void want(List<Job> jobs) {
    synchronized (this) {
      waiting.clear();
      for (Job job : jobs) {
        if (!painting.contains(job.key())) {
          waiting.add(job);
        }
      }
    }
    start();
  }

  /** Whether nothing is painted or waits. */
  synchronized boolean idle() {
    return waiting.isEmpty() && painting.isEmpty();
  }

  private void start() {
    while (begin()) {
      background.run(
          this::work,
          this::ended,
          failure -> {
            // The tile stays empty, and is tried again when the map is drawn the next time.
            ended(List.of());
          });
    }
  }

  private synchronized boolean begin() {
    if (running >= workers || waiting.isEmpty()) {
      return false;
    }
    running++;
    return true;
  }

  private synchronized Job take() {
    Job job = waiting.poll();
    if (job != null) {
      painting.add(job.key());
    }
    return job;
  }

  private List<Painted> work() {
    List<Painted> painted = new ArrayList<>();
    long end = System.nanoTime() + NANOS;
    do {
      Job job = take();
      if (job == null) {
        break;
      }
      int[] pixels = null;
      try {
        pixels = job.paint().get();
      } finally {
        if (pixels == null) {
          forget(painted);
          forget(List.of(new Painted(job, null)));
        }
      }
      painted.add(new Painted(job, pixels));
    } while (System.nanoTime() < end);
    return painted;
  }

  private synchronized void forget(List<Painted> painted) {
    painted.forEach(each -> painting.remove(each.job().key()));
  }

  private void ended(List<Painted> painted) {
    synchronized (this) {
      running--;
      forget(painted);
    }
    painted.forEach(each -> each.job().done().accept(each.pixels()));
    start();
  }
}
