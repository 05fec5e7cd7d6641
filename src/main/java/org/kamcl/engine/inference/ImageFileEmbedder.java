package org.kamcl.engine.inference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.Orientation;
import org.kamcl.engine.runtime.WorkerPool;

/** Embeds image files by their whole content; goes on behind a file that cannot be read. */
public final class ImageFileEmbedder {
  private final ImageEmbedder<Path> embedder;
  private final ImageEmbedder<OrientedFile> views;

  /**
   * @param workerPool decode the files
   */
  public ImageFileEmbedder(KamclModel model, WorkerPool workerPool) {
    this.embedder = new ImageEmbedder<>(model, workerPool, ImageDecoder::decode);
    this.views =
        new ImageEmbedder<>(
            model,
            workerPool,
            orientedFile -> orientedFile.orientation.apply(ImageDecoder.decode(orientedFile.file)));
  }

  /** A file in one of its orientations. */
  private record OrientedFile(Path file, Orientation orientation) {}

  /** Receives the views of each file. */
  public interface OrientationSink {
    /**
     * @param views as many as were asked for; the first is the file as it is
     */
    void embedded(Path file, List<Embedding> views);

    /** A file that could not be used; the sentence names it. */
    void skipped(Path file, String reason);
  }

  /**
   * Embeds files in their order, each in several orientations: an aerial image has no upside.
   *
   * @param orientations how many, 1..8: the image as it is, then mirrored and turned as EXIF
   *     numbers them
   */
  public void embedOrientations(List<Path> files, int orientations, OrientationSink sink) {
    List<OrientedFile> all = new ArrayList<>(files.size() * orientations);
    for (Path file : files) {
      for (int o = 1; o <= orientations; o++) {
        all.add(new OrientedFile(file, new Orientation(o)));
      }
    }
    List<Embedding> own = new ArrayList<>();
    views.embed(
        all,
        new ImageEmbedder.Sink<>() {
          @Override
          public void embedded(OrientedFile orientedFile, Embedding embedding) {
            own.add(embedding);
            if (own.size() == orientations) {
              sink.embedded(orientedFile.file, List.copyOf(own));
              own.clear();
            }
          }

          @Override
          public void skipped(OrientedFile orientedFile, String reason) {
            own.clear();
            if (orientedFile.orientation.value() == orientations) {
              sink.skipped(orientedFile.file, reason);
            }
          }
        });
  }

  /** Receives results in the order of the files. */
  public interface Sink extends ImageEmbedder.Sink<Path> {}

  /**
   * Embeds files in their order.
   *
   * @throws EngineException if the thread is interrupted; what was given to the sink stands
   */
  public void embed(List<Path> files, Sink sink) {
    embedder.embed(files, sink);
  }
}
