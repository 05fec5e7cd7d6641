package org.kamcl.explorer.export;

import java.io.IOException;
import java.nio.file.Path;
import org.kamcl.explorer.domain.ArgbImage;

/** Writes pixels as a JPEG. */
@FunctionalInterface
public interface ThumbnailWriter {
  /**
   * Writes a picture.
   *
   * @throws IOException if it cannot be written
   */
  void write(ArgbImage pixels, Path file) throws IOException;
}
