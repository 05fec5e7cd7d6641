package org.kamcl.engine.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.image.ImageBatch;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.runtime.Workers;

/**
 * Embeds pictures wherever they come from: reads the next batches while the network works on one,
 * and goes on behind a picture that cannot be read.
 *
 * @param <T> what names a picture: a file, a window of a scene
 */
public final class PictureEmbedder<T> {
  private static final int BATCHES_AHEAD = 3;

  private final KamclModel model;
  private final Workers workers;
  private final Source<T> source;

  /**
   * @param workers read the pictures
   * @param source is called by several threads at once
   */
  public PictureEmbedder(KamclModel model, Workers workers, Source<T> source) {
    this.model = model;
    this.workers = workers;
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
    Queue<Batch<T>> ahead = new ArrayDeque<>();
    Queue<ImageBatch> spare = new ArrayDeque<>();
    while (pictures.hasNext() || !ahead.isEmpty()) {
      while (ahead.size() <= BATCHES_AHEAD && pictures.hasNext()) {
        List<T> next = new ArrayList<>(KamclModel.IMAGE_BATCH);
        while (next.size() < KamclModel.IMAGE_BATCH && pictures.hasNext()) {
          next.add(pictures.next());
        }
        ImageBatch pixels =
            spare.isEmpty()
                ? new ImageBatch(KamclModel.IMAGE_BATCH, model.imageSize(), model.normalization())
                : spare.remove();
        ahead.add(read(next, pixels));
      }
      Batch<T> batch = ahead.remove();
      run(batch, sink);
      spare.add(batch.pixels);
    }
  }

  private Batch<T> read(List<T> pictures, ImageBatch pixels) {
    List<Future<Boolean>> ready = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      int place = i;
      ready.add(
          workers.submit(
              () -> {
                pixels.put(place, source.read(pictures.get(place)));
                return true;
              }));
    }
    return new Batch<>(pictures, pixels, ready);
  }

  private void run(Batch<T> batch, Sink<? super T> sink) {
    String[] problems = new String[batch.pictures.size()];
    boolean any = false;
    for (int i = 0; i < problems.length; i++) {
      problems[i] = problem(batch.ready.get(i));
      any |= problems[i] == null;
    }
    // The place of a broken picture holds some old one; its embedding is not given to anyone.
    List<Embedding> embeddings = any ? model.embedImages(batch.pixels, problems.length) : List.of();
    for (int i = 0; i < problems.length; i++) {
      if (problems[i] == null) {
        sink.embedded(batch.pictures.get(i), embeddings.get(i));
      } else {
        sink.skipped(batch.pictures.get(i), problems[i]);
      }
    }
  }

  /** Waits for a picture; the sentence that says why it cannot be used, or null. */
  private static String problem(Future<Boolean> ready) {
    try {
      ready.get();
      return null;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EngineException) {
        return e.getCause().getMessage();
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("Embedding was interrupted.", e);
    }
  }
}
