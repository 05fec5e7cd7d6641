package org.kamcl.engine.inference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.Orientation;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.error.Problem;

/** Embeds whole image files; continues after files that cannot be read. */
public final class ImageFileEmbedder {
  private final Files files;
  private final @Nullable ImageEmbedder<OrientedFile> orientedFiles;

  /**
   * @param workers decode the files
   */
  public ImageFileEmbedder(KamclModel model, WorkerPool workers) {
    ImageEmbedder<Path> embedder = new ImageEmbedder<>(model, workers, ImageDecoder::decode);
    this.files = embedder::embed;
    this.orientedFiles =
        new ImageEmbedder<>(
            model, workers, file -> file.orientation.apply(ImageDecoder.decode(file.path)));
  }

  /**
   * Takes the embeddings from elsewhere, such as from features that were computed before. There is
   * only one orientation then.
   */
  public ImageFileEmbedder(Files files) {
    this.files = files;
    this.orientedFiles = null;
  }

  /** Embeds files. */
  @FunctionalInterface
  public interface Files {
    /** Embeds files in their order. */
    void embed(List<Path> paths, Sink sink);
  }

  /** A file in one of its orientations. */
  private record OrientedFile(Path path, Orientation orientation) {}

  /** Receives the embeddings of each file in several orientations. */
  public interface OrientationSink {
    /**
     * Receives the embeddings of a file.
     *
     * @param orientations as many as requested; the first is that of the file as it is
     */
    void embedded(Path file, List<Embedding> orientations);

    /** Receives the reason why a file could not be embedded. */
    void skipped(Path file, Problem problem);
  }

  /**
   * Embeds files in their order, each in several orientations: aerial images have no upright
   * direction.
   *
   * @param orientations number of orientations, 1..8: the image as it is, then mirrored and rotated
   *     in the order of the EXIF values
   */
  public void embedOrientations(List<Path> paths, int orientations, OrientationSink sink) {
    if (orientedFiles == null) {
      if (orientations > 1) {
        throw new IllegalArgumentException("There is only one orientation of each file.");
      }
      embedOnce(paths, sink);
      return;
    }
    List<OrientedFile> all = new ArrayList<>(paths.size() * orientations);
    for (Path path : paths) {
      for (int o = 1; o <= orientations; o++) {
        all.add(new OrientedFile(path, new Orientation(o)));
      }
    }
    List<Embedding> collected = new ArrayList<>();
    orientedFiles.embed(
        all,
        new ImageEmbedder.Sink<>() {
          @Override
          public void embedded(OrientedFile file, Embedding embedding) {
            collected.add(embedding);
            if (collected.size() == orientations) {
              sink.embedded(file.path, List.copyOf(collected));
              collected.clear();
            }
          }

          @Override
          public void skipped(OrientedFile file, Problem problem) {
            collected.clear();
            if (file.orientation.value() == orientations) {
              sink.skipped(file.path, problem);
            }
          }
        });
  }

  private void embedOnce(List<Path> paths, OrientationSink sink) {
    embed(
        paths,
        new Sink() {
          @Override
          public void embedded(Path file, Embedding embedding) {
            sink.embedded(file, List.of(embedding));
          }

          @Override
          public void skipped(Path file, Problem problem) {
            sink.skipped(file, problem);
          }
        });
  }

  /** Receives results in the order of the files. */
  public interface Sink extends ImageEmbedder.Sink<Path> {}

  /**
   * Embeds files in their order.
   *
   * @throws org.kamcl.error.KamclException if the thread is interrupted; results passed to the sink
   *     remain valid
   */
  public void embed(List<Path> paths, Sink sink) {
    files.embed(paths, sink);
  }
}
