package org.kamcl.explorer.export;

import java.io.IOException;
import java.nio.file.Path;
import org.kamcl.explorer.domain.ArgbImage;

/** Writes the pixels of a thumbnail into an image file. */
@FunctionalInterface
public interface ThumbnailWriter {
  /**
   * Writes an image.
   *
   * @throws IOException if it cannot be written
   */
  void write(ArgbImage pixels, Path file) throws IOException;
}
