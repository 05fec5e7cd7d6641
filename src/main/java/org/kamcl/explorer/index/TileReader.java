package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.file.FileMemory;

/** Reads the pixels of images for the model. Thread-safe. */
final class TileReader {
  /** Maximum length of the longer side of a resampled image, in pixels. */
  private static final int MAX_SIDE = 4_096;

  private final ImageLoader loader;
  private final IndexRequest request;

  TileReader(ImageLoader loader, IndexRequest request) {
    this.loader = loader;
    this.request = request;
  }

  /**
   * Reads an image, resampled to the requested ground sample distance where its own is known.
   *
   * @throws org.kamcl.error.KamclException if the file cannot be read
   */
  RgbImage read(EmbeddingTask task) {
    ImageEntry image = task.image();
    Path file = task.file().path();
    return FileMemory.limited(
        file, () -> pixels(file, image.tile(), image.width(), image.height(), image.gsd()));
  }

  /**
   * Reads an image, resampled to the requested ground sample distance where its own is known.
   *
   * @param tile empty for the whole file
   * @param fullWidth of the tile or file, pixels
   * @param fullHeight of the tile or file, pixels
   * @param own ground sample distance, meters per pixel
   * @throws org.kamcl.error.KamclException if the file cannot be read
   */
  RgbImage pixels(
      Path file, Optional<TileBounds> tile, int fullWidth, int fullHeight, OptionalDouble own) {
    OptionalDouble wanted = request.tiling().gsd();
    if (wanted.isEmpty() || own.isEmpty()) {
      return loader.read(file, tile, ImageLoader.EMBEDDING_SIDE, request.rendering());
    }
    double scale =
        Math.min(
            own.getAsDouble() / wanted.getAsDouble(),
            (double) MAX_SIDE / Math.max(fullWidth, fullHeight));
    int width = (int) Math.max(1, Math.round(fullWidth * scale));
    int height = (int) Math.max(1, Math.round(fullHeight * scale));
    RgbImage pixels = loader.read(file, tile, Math.max(width, height), request.rendering());
    return ImageResizer.bilinear(pixels, width, height);
  }
}
