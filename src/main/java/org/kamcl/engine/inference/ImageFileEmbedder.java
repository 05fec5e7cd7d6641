package org.kamcl.engine.inference;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.image.ImageBatch;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.runtime.Workers;

/**
 * Embeds image files: decodes the next batches while the network works on one, and goes on behind a
 * file that cannot be read.
 */
public final class ImageFileEmbedder {
  private static final int BATCHES_AHEAD = 3;

  private final KamclModel model;
  private final Workers workers;

  /**
   * @param workers decode the files
   */
  public ImageFileEmbedder(KamclModel model, Workers workers) {
    this.model = model;
    this.workers = workers;
  }

  /** Receives results in the order of the files. */
  public interface Sink {
    /** The embedding of a file. */
    void embedded(Path file, Embedding embedding);

    /** A file that could not be used; the sentence names it. */
    void skipped(Path file, String reason);
  }

  /** Files of one pass, in order, each with its place in the pixels. */
  private record Batch(List<Path> files, ImageBatch pixels, List<Future<Boolean>> ready) {}

  /**
   * Embeds files in their order.
   *
   * @throws EngineException if the thread is interrupted; what was given to the sink stands
   */
  public void embed(List<Path> files, Sink sink) {
    Queue<Batch> ahead = new ArrayDeque<>();
    Queue<ImageBatch> spare = new ArrayDeque<>();
    int next = 0;
    while (next < files.size() || !ahead.isEmpty()) {
      while (next < files.size() && ahead.size() <= BATCHES_AHEAD) {
        int end = Math.min(next + KamclModel.IMAGE_BATCH, files.size());
        ImageBatch pixels =
            spare.isEmpty()
                ? new ImageBatch(KamclModel.IMAGE_BATCH, model.imageSize(), model.normalization())
                : spare.remove();
        ahead.add(decode(files.subList(next, end), pixels));
        next = end;
      }
      Batch batch = ahead.remove();
      run(batch, sink);
      spare.add(batch.pixels);
    }
  }

  private Batch decode(List<Path> files, ImageBatch pixels) {
    List<Future<Boolean>> ready = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      int place = i;
      ready.add(
          workers.submit(
              () -> {
                pixels.put(place, ImageDecoder.decode(files.get(place)));
                return true;
              }));
    }
    return new Batch(files, pixels, ready);
  }

  private void run(Batch batch, Sink sink) {
    String[] problems = new String[batch.files.size()];
    boolean any = false;
    for (int i = 0; i < problems.length; i++) {
      problems[i] = problem(batch.ready.get(i));
      any |= problems[i] == null;
    }
    // The place of a broken file holds some old image; its embedding is not given to anyone.
    List<Embedding> embeddings = any ? model.embedImages(batch.pixels, problems.length) : List.of();
    for (int i = 0; i < problems.length; i++) {
      if (problems[i] == null) {
        sink.embedded(batch.files.get(i), embeddings.get(i));
      } else {
        sink.skipped(batch.files.get(i), problems[i]);
      }
    }
  }

  /** Waits for a file; the sentence that says why it cannot be used, or null. */
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
