package org.kamcl.engine.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.image.ImageBatch;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.runtime.WorkerPool;

/**
 * Embeds pictures wherever they come from: reads the next batches while the network works on some,
 * and goes on behind a picture that cannot be read.
 *
 * @param <T> what names a picture: a file, a window of a scene
 */
public final class ImageEmbedder<T> {
  /** Batches that are read or wait for their pass, beside those whose pass may run. */
  private static final int BATCHES_AHEAD = 6;

  private final KamclModel model;
  private final WorkerPool workerPool;
  private final Source<T> source;

  /**
   * @param workerPool read the pictures
   * @param source is called by several threads at once
   */
  public ImageEmbedder(KamclModel model, WorkerPool workerPool, Source<T> source) {
    this.model = model;
    this.workerPool = workerPool;
    this.source = source;
  }

  /**
   * Where pixels come from.
   *
   * @param <T> what names a picture
   */
  @FunctionalInterface
  public interface Source<T> {
    /**
     * The pixels of a picture.
     *
     * @throws EngineException if it cannot be used; the sentence names it
     */
    RgbImage read(T picture);
  }

  /**
   * Receives results in the order of the pictures.
   *
   * @param <T> what names a picture
   */
  public interface Sink<T> {
    /** The embedding of a picture. */
    void embedded(T picture, Embedding embedding);

    /** A picture that could not be used; the sentence names it. */
    void skipped(T picture, String reason);
  }

  /** Pictures of one pass, in order, each with its place in the pixels. */
  private record Batch<T>(List<T> pictures, ImageBatch pixels, List<Future<Boolean>> ready) {}

  /**
   * A batch whose pass was handed to the engine.
   *
   * @param problems by picture: why it cannot be used, or null
   * @param pass nothing where no picture can be used
   */
  private record Running<T>(
      Batch<T> batch, List<String> problems, Optional<Future<List<Embedding>>> pass) {
    boolean finished() {
      return pass.map(Future::isDone).orElse(true);
    }
  }

  /**
   * Embeds pictures in their order.
   *
   * @throws EngineException if the thread is interrupted; what was given to the sink stands
   */
  public void embed(List<T> pictures, Sink<? super T> sink) {
    embed(pictures.iterator(), sink);
  }

  /**
   * Embeds pictures in their order.
   *
   * @param pictures is asked on the calling thread, some batches ahead; what it throws ends the
   *     work
   * @throws EngineException if the thread is interrupted; what was given to the sink stands
   */
  public void embed(Iterator<? extends T> pictures, Sink<? super T> sink) {
    Queue<Batch<T>> reading = new ArrayDeque<>();
    Queue<Running<T>> running = new ArrayDeque<>();
    Queue<ImageBatch> spare = new ArrayDeque<>();
    int most = BATCHES_AHEAD + model.parallelPasses();
    int size = model.asyncBatchSize();
    while (pictures.hasNext() || !reading.isEmpty() || !running.isEmpty()) {
      while (reading.size() + running.size() < most && pictures.hasNext()) {
        List<T> next = new ArrayList<>(size);
        while (next.size() < size && pictures.hasNext()) {
          next.add(pictures.next());
        }
        ImageBatch pixels =
            spare.isEmpty()
                ? new ImageBatch(size, model.imageSize(), model.normalization())
                : spare.remove();
        reading.add(read(next, pixels));
      }
      // One more pass than lanes, so that none of them waits for this thread.
      boolean waits = running.isEmpty() || !running.peek().finished();
      if (!reading.isEmpty() && running.size() <= model.parallelPasses() && waits) {
        running.add(run(reading.remove()));
      } else {
        Running<T> first = running.remove();
        deliver(first, sink);
        spare.add(first.batch.pixels);
      }
    }
  }

  private Batch<T> read(List<T> pictures, ImageBatch pixels) {
    List<Future<Boolean>> ready = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      int place = i;
      ready.add(
          workerPool.submit(
              () -> {
                pixels.put(place, source.read(pictures.get(place)));
                return true;
              }));
    }
    return new Batch<>(pictures, pixels, ready);
  }

  /** Waits for the pictures of a batch, and hands it to the engine. */
  private Running<T> run(Batch<T> batch) {
    List<String> problems = new ArrayList<>();
    for (Future<Boolean> ready : batch.ready) {
      problems.add(problem(ready));
    }
    // The place of a broken picture holds some old one; its embedding is not given to anyone.
    Optional<Future<List<Embedding>>> pass =
        problems.contains(null)
            ? Optional.of(model.embedAsync(batch.pixels, problems.size()))
            : Optional.empty();
    return new Running<>(batch, problems, pass);
  }

  private void deliver(Running<T> first, Sink<? super T> sink) {
    List<Embedding> embeddings = first.pass.map(ImageEmbedder::outcome).orElse(List.of());
    for (int i = 0; i < first.problems.size(); i++) {
      T picture = first.batch.pictures.get(i);
      String problem = first.problems.get(i);
      if (problem == null) {
        sink.embedded(picture, embeddings.get(i));
      } else {
        sink.skipped(picture, problem);
      }
    }
  }

  /** Waits for a picture; the sentence that says why it cannot be used, or null. */
  private static String problem(Future<Boolean> ready) {
    try {
      await(ready);
      return null;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EngineException) {
        return e.getCause().getMessage();
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static List<Embedding> outcome(Future<List<Embedding>> pass) {
    try {
      return await(pass);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    }
  }

  private static <V> V await(Future<V> future) throws ExecutionException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("Embedding was interrupted.", e);
    }
  }
}
