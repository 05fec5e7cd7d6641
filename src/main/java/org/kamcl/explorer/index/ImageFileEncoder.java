package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.explorer.imagery.ImageLoader;

/** Embeds a single image file as a whole. */
public final class ImageFileEncoder {
  private final ImageLoader reader;
  private final ModelSource model;

  /**
   * @param reader of the file
   * @param model that embeds it
   */
  public ImageFileEncoder(ImageLoader reader, ModelSource model) {
    this.reader = reader;
    this.model = model;
  }

  /**
   * Reads and embeds a file.
   *
   * @throws org.kamcl.error.KamclException if it cannot be read
   */
  public Embedding encode(Path file) {
    var pixels = reader.read(file, Optional.empty(), ImageLoader.EMBEDDING_SIDE);
    return model.model().embedImages(List.of(pixels)).get(0);
  }
}
