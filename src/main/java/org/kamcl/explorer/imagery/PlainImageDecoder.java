package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.TileBounds;

/** Pictures that the engine decodes, as those it was trained on. */
final class PlainImageDecoder {
  private static final int KEPT = 1;

  /** The last strip of rows from which windows were cut, for its neighbours. */
  private final Map<Strip, RgbImage> strips = DatasetOpener.lruMap(KEPT);

  private record Strip(DatasetOpener.FileState state, int row, int rows) {}

  /** Whether files of a kind are plain pictures as a rule. */
  static boolean isPlain(RasterFormat kind) {
    return switch (kind) {
      case JPEG, PNG, BMP, GIF -> true;
      default -> false;
    };
  }

  /**
   * Whether the engine decodes this file without loss.
   *
   * @throws ExplorerException if it is damaged
   */
  boolean decodes(Path file, RasterFormat kind) {
    try {
      ImageHeader header = ImageHeader.read(file, kind);
      return header.bits() <= 8 && !header.rare();
    } catch (IOException e) {
      throw DatasetOpener.readError(file, e);
    }
  }

  /** The pixels, a camera's orientation applied where the whole is asked for. */
  RgbImage read(Path file, Optional<TileBounds> window) {
    try {
      return window.isEmpty() ? ImageDecoder.decode(file) : cut(file, window.get());
    } catch (EngineException e) {
      throw new ExplorerException(e.getMessage(), e);
    }
  }

  private RgbImage cut(Path file, TileBounds window) {
    Strip key = new Strip(DatasetOpener.FileState.of(file), window.y(), window.height());
    RgbImage strip;
    // Under the lock, so that the windows of one strip do not decode it all at once.
    synchronized (strips) {
      strip = strips.get(key);
      if (strip == null) {
        strip = ImageDecoder.decodeRows(file, window.y(), window.height());
        strips.put(key, strip);
      }
    }
    byte[] rgb = new byte[3 * window.width() * window.height()];
    byte[] all = strip.rgb();
    for (int y = 0; y < window.height(); y++) {
      System.arraycopy(
          all,
          3 * (y * strip.width() + window.x()),
          rgb,
          3 * y * window.width(),
          3 * window.width());
    }
    return new RgbImage(window.width(), window.height(), rgb);
  }
}
