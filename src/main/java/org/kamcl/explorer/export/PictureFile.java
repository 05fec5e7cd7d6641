package org.kamcl.explorer.export;

import java.io.IOException;
import java.nio.file.Path;
import org.kamcl.explorer.domain.PixelTile;

/** Writes pixels as a JPEG. */
@FunctionalInterface
public interface PictureFile {
  /**
   * Writes a picture.
   *
   * @throws IOException if it cannot be written
   */
  void write(PixelTile pixels, Path file) throws IOException;
}
