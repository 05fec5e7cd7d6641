package org.kamcl.engine.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.image.ImageBatch;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;

/**
 * Embeds images from any source: reads the next batches while the network processes others, and
 * continues after images that cannot be read.
 *
 * @param <T> identifies an image: a file, a tile of a scene
 */
public final class ImageEmbedder<T> {
  /** Batches that are being read or are waiting, in addition to those being processed. */
  private static final int BATCHES_AHEAD = 6;

  private final KamclModel model;
  private final WorkerPool workers;
  private final Source<T> source;
  private final Pass pass;

  /**
   * @param workers read the images
   * @param source is called by several threads at once
   */
  public ImageEmbedder(KamclModel model, WorkerPool workers, Source<T> source) {
    // Always a whole batch: the last digits of an embedding depend on the size of its batch, and
    // the
    // same image has the same embedding wherever a list of images begins.
    this(
        model,
        workers,
        source,
        (pixels, count) -> model.embedAsync(pixels, model.asyncBatchSize()));
  }

  /**
   * Computes something else from the images than their embeddings.
   *
   * @param pass is called by one thread
   */
  ImageEmbedder(KamclModel model, WorkerPool workers, Source<T> source, Pass pass) {
    this.model = model;
    this.workers = workers;
    this.source = source;
    this.pass = pass;
  }

  /** What is computed from a batch of images. */
  @FunctionalInterface
  interface Pass {
    /**
     * Submits a batch.
     *
     * @param count number of images in it
     * @return at least {@code count} results
     */
    Future<List<Embedding>> run(ImageBatch pixels, int count);
  }

  /**
   * Reads the pixels of images.
   *
   * @param <T> identifies an image
   */
  @FunctionalInterface
  public interface Source<T> {
    /**
     * Reads the pixels of an image.
     *
     * @throws KamclException if the image cannot be read
     */
    RgbImage read(T image);
  }

  /**
   * Receives results in the order of the images.
   *
   * @param <T> identifies an image
   */
  public interface Sink<T> {
    /** Receives the embedding of an image. */
    void embedded(T image, Embedding embedding);

    /** Receives the reason why an image could not be embedded. */
    void skipped(T image, Problem problem);
  }

  /** Images of one pass in order, each with its position in the pixels. */
  private record Batch<T>(List<T> images, ImageBatch pixels, List<Future<Boolean>> ready) {}

  /**
   * A batch that was submitted to the engine.
   *
   * @param problems by image: why it cannot be used, or null
   * @param pass empty where no image can be used
   */
  private record Running<T>(
      Batch<T> batch, List<Problem> problems, Optional<Future<List<Embedding>>> pass) {
    boolean finished() {
      return pass.map(Future::isDone).orElse(true);
    }
  }

  /**
   * Embeds images in their order.
   *
   * @throws KamclException if the thread is interrupted; results passed to the sink remain valid
   */
  public void embed(List<T> images, Sink<? super T> sink) {
    embed(images.iterator(), sink);
  }

  /**
   * Embeds images in their order.
   *
   * @param images is read on the calling thread, some batches ahead; an exception ends the work
   * @throws KamclException if the thread is interrupted; results passed to the sink remain valid
   */
  public void embed(Iterator<? extends T> images, Sink<? super T> sink) {
    try {
      embedAll(images, sink);
    } finally {
      // Activations of the passes; the window stays open for hours after indexing.
      model.releaseUnusedMemory();
    }
  }

  private void embedAll(Iterator<? extends T> images, Sink<? super T> sink) {
    Queue<Batch<T>> reading = new ArrayDeque<>();
    Queue<Running<T>> running = new ArrayDeque<>();
    Queue<ImageBatch> spare = new ArrayDeque<>();
    int maxBatches = BATCHES_AHEAD + model.parallelPasses();
    int size = model.asyncBatchSize();
    while (images.hasNext() || !reading.isEmpty() || !running.isEmpty()) {
      while (reading.size() + running.size() < maxBatches && images.hasNext()) {
        List<T> next = new ArrayList<>(size);
        while (next.size() < size && images.hasNext()) {
          next.add(images.next());
        }
        ImageBatch pixels =
            spare.isEmpty()
                ? new ImageBatch(size, model.imageSize(), model.preprocessing())
                : spare.remove();
        reading.add(read(next, pixels));
      }
      // One more pass than run in parallel, so that none of them waits for this thread.
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

  private Batch<T> read(List<T> images, ImageBatch pixels) {
    List<Future<Boolean>> ready = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      int position = i;
      ready.add(
          workers.submit(
              () -> {
                pixels.put(position, source.read(images.get(position)));
                return true;
              }));
    }
    return new Batch<>(images, pixels, ready);
  }

  /** Waits for the images of a batch and submits it to the engine. */
  private Running<T> run(Batch<T> batch) {
    List<Problem> problems = new ArrayList<>();
    for (Future<Boolean> ready : batch.ready) {
      problems.add(problem(ready));
    }
    // The position of an unreadable image contains older pixels; its embedding is not delivered.
    Optional<Future<List<Embedding>>> pass =
        problems.contains(null)
            ? Optional.of(this.pass.run(batch.pixels, problems.size()))
            : Optional.empty();
    return new Running<>(batch, problems, pass);
  }

  private void deliver(Running<T> first, Sink<? super T> sink) {
    List<Embedding> embeddings = first.pass.map(ImageEmbedder::result).orElse(List.of());
    for (int i = 0; i < first.problems.size(); i++) {
      T image = first.batch.images.get(i);
      Problem problem = first.problems.get(i);
      if (problem == null) {
        sink.embedded(image, embeddings.get(i));
      } else {
        sink.skipped(image, problem);
      }
    }
  }

  /** Waits for an image; returns why it cannot be used, or null. */
  private static @Nullable Problem problem(Future<Boolean> ready) {
    try {
      await(ready);
      return null;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KamclException known) {
        return known.problem();
      }
      if (e.getCause() instanceof CancellationException cancelled) {
        throw cancelled;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static List<Embedding> result(Future<List<Embedding>> pass) {
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
      throw new KamclException(e, InferenceError.EMBEDDING_INTERRUPTED);
    }
  }
}
