package org.kamcl.explorer.map;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Renders requested map tiles in the background, a few at a time and in the order of the latest
 * request. Tiles that are no longer requested are not started.
 */
public final class MapTileQueue {
  /** A worker delivers the tiles it has rendered at least this often. */
  private static final long BATCH_NANOS = 10_000_000;

  private final TileExecutor executor;
  private final int maxWorkers;
  private final Deque<Request> waiting = new ArrayDeque<>();
  private final Set<Object> rendering = new HashSet<>();
  private int workers;

  /**
   * @param executor runs the workers
   * @param maxWorkers largest number of workers at the same time
   */
  public MapTileQueue(TileExecutor executor, int maxWorkers) {
    this.executor = executor;
    this.maxWorkers = maxWorkers;
  }

  /**
   * A tile to be rendered.
   *
   * @param key identifies the tile
   * @param render returns the pixels; runs on any thread
   * @param onDone receives the pixels, on the thread that draws the map
   */
  public record Request(Object key, Supplier<int[]> render, Consumer<int[]> onDone) {}

  private record Rendered(Request request, int @Nullable [] pixels) {}

  /**
   * Replaces all waiting requests. Called on the thread that draws the map.
   *
   * @param requests most important first; tiles that are being rendered are skipped
   */
  public void replaceRequests(List<Request> requests) {
    synchronized (this) {
      waiting.clear();
      for (Request request : requests) {
        if (!rendering.contains(request.key())) {
          waiting.add(request);
        }
      }
    }
    startWorkers();
  }

  /** Whether no tile is waiting or being rendered. */
  public synchronized boolean isIdle() {
    return waiting.isEmpty() && rendering.isEmpty();
  }

  private void startWorkers() {
    while (reserveWorker()) {
      executor.run(
          this::renderBatch,
          this::deliver,
          // The tile stays empty and is requested again when the map is drawn the next time.
          failure -> deliver(List.of()));
    }
  }

  private synchronized boolean reserveWorker() {
    if (workers >= maxWorkers || waiting.isEmpty()) {
      return false;
    }
    workers++;
    return true;
  }

  private synchronized Request take() {
    Request request = waiting.poll();
    if (request != null) {
      rendering.add(request.key());
    }
    return request;
  }

  private List<Rendered> renderBatch() {
    List<Rendered> batch = new ArrayList<>();
    long end = System.nanoTime() + BATCH_NANOS;
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
          release(batch);
          release(List.of(new Rendered(request, null)));
        }
      }
      batch.add(new Rendered(request, pixels));
    } while (System.nanoTime() < end);
    return batch;
  }

  private synchronized void release(List<Rendered> batch) {
    batch.forEach(rendered -> rendering.remove(rendered.request().key()));
  }

  private void deliver(List<Rendered> batch) {
    synchronized (this) {
      workers--;
      release(batch);
    }
    batch.forEach(rendered -> rendered.request().onDone().accept(rendered.pixels()));
    startWorkers();
  }
}
