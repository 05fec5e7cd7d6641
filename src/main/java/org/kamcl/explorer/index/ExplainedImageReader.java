package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.kamcl.engine.explain.ExplainedImage;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.imagery.ImageLoader;

/** Reads the images that are explained, as they are embedded. */
public final class ExplainedImageReader {
  private final ImageLoader loader;
  private final Function<String, BandRendering> renderings;

  /**
   * @param loader of the files
   * @param renderings band rendering of a collection, by its name
   */
  public ExplainedImageReader(ImageLoader loader, Function<String, BandRendering> renderings) {
    this.loader = loader;
    this.renderings = renderings;
  }

  /**
   * Reads a file as a whole.
   *
   * @throws org.kamcl.error.KamclException if it cannot be read
   */
  public ExplainedImage read(Path file) {
    return new ExplainedImage(loader.read(file, Optional.empty(), ImageLoader.EMBEDDING_SIDE));
  }

  /**
   * Reads an image of the archive: a file or a tile of a scene.
   *
   * @throws org.kamcl.error.KamclException if its file cannot be read
   */
  public ExplainedImage read(ImageRecord image) {
    BandRendering rendering = renderings.apply(image.collection());
    return new ExplainedImage(
        loader.read(image.file(), image.tile(), ImageLoader.EMBEDDING_SIDE, rendering));
  }
}
