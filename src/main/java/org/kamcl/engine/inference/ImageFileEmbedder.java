package org.kamcl.engine.inference;

import java.nio.file.Path;
import java.util.List;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.runtime.Workers;

/** Embeds image files by their whole content; goes on behind a file that cannot be read. */
public final class ImageFileEmbedder {
  private final PictureEmbedder<Path> embedder;

  /**
   * @param workers decode the files
   */
  public ImageFileEmbedder(KamclModel model, Workers workers) {
    this.embedder = new PictureEmbedder<>(model, workers, ImageDecoder::decode);
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
