package org.kamcl.explorer.ui.map;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.kamcl.explorer.ui.task.TaskExecutor;

/**
 * Tiles on their way: few at once, in the order of the last wish; what was wished for before and is
 * not any more is never begun.
 */
final class MapTileQueue {
  /** A worker hands over what it has after so long. */
  private static final long NANOS = 10_000_000;

  private final TaskExecutor taskExecutor;
  private final int workers;
  private final Deque<Request> waiting = new ArrayDeque<>();
  private final Set<Object> painting = new HashSet<>();
  private int running;

  /**
   * @param workers at most so many at once
   */
  MapTileQueue(TaskExecutor taskExecutor, int workers) {
    this.taskExecutor = taskExecutor;
    this.workers = workers;
  }

  /**
   * A tile to be painted.
   *
   * @param key by which a tile that is being painted is known
   * @param render works on any thread
   * @param onDone is told on the thread that draws
   */
  record Request(Object key, Supplier<int[]> render, Consumer<int[]> onDone) {}

  private record Painted(Request job, int[] pixels) {}

  /** Forgets what was wanted; these are wanted now, the first one most. Thread that draws. */
  void replaceRequests(List<Request> jobs) {
    synchronized (this) {
      waiting.clear();
      for (Request request : jobs) {
        if (!painting.contains(request.key())) {
          waiting.add(request);
        }
      }
    }
    start();
  }

  /** Whether nothing is painted or waits. */
  synchronized boolean isIdle() {
    return waiting.isEmpty() && painting.isEmpty();
  }

  private void start() {
    while (begin()) {
      taskExecutor.run(
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

  private synchronized Request take() {
    Request request = waiting.poll();
    if (request != null) {
      painting.add(request.key());
    }
    return request;
  }

  private List<Painted> work() {
    List<Painted> painted = new ArrayList<>();
    long end = System.nanoTime() + NANOS;
    do {
      Request request = take();
      if (request == null) {
        break;
      }
      int[] pixels = null;
      try {
        pixels = request.render().get();
      } finally {
        if (pixels == null) {
          forget(painted);
          forget(List.of(new Painted(request, null)));
        }
      }
      painted.add(new Painted(request, pixels));
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
    painted.forEach(each -> each.job().onDone().accept(each.pixels()));
    start();
  }
}
