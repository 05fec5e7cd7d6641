package org.kamcl.engine.inference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.Orientation;
import org.kamcl.engine.runtime.Workers;

/** Embeds image files by their whole content; goes on behind a file that cannot be read. */
public final class ImageFileEmbedder {
  private final PictureEmbedder<Path> embedder;
  private final PictureEmbedder<View> views;

  /**
   * @param workers decode the files
   */
  public ImageFileEmbedder(KamclModel model, Workers workers) {
    this.embedder = new PictureEmbedder<>(model, workers, ImageDecoder::decode);
    this.views =
        new PictureEmbedder<>(
            model, workers, view -> view.orientation.apply(ImageDecoder.decode(view.file)));
  }

  /** A file in one of its orientations. */
  private record View(Path file, Orientation orientation) {}

  /** Receives the views of each file. */
  public interface ViewSink {
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
  public void embedViews(List<Path> files, int orientations, ViewSink sink) {
    List<View> all = new ArrayList<>(files.size() * orientations);
    for (Path file : files) {
      for (int o = 1; o <= orientations; o++) {
        all.add(new View(file, new Orientation(o)));
      }
    }
    List<Embedding> own = new ArrayList<>();
    views.embed(
        all,
        new PictureEmbedder.Sink<>() {
          @Override
          public void embedded(View view, Embedding embedding) {
            own.add(embedding);
            if (own.size() == orientations) {
              sink.embedded(view.file, List.copyOf(own));
              own.clear();
            }
          }

          @Override
          public void skipped(View view, String reason) {
            own.clear();
            if (view.orientation.value() == orientations) {
              sink.skipped(view.file, reason);
            }
          }
        });
  }

  /** Receives results in the order of the files. */
  public interface Sink extends PictureEmbedder.Sink<Path> {}

  /**
   * Embeds files in their order.
   *
   * @throws EngineException if the thread is interrupted; what was given to the sink stands
   */
  public void embed(List<Path> files, Sink sink) {
    embedder.embed(files, sink);
  }
}
