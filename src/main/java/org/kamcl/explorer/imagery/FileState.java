package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kamcl.error.KamclException;

/**
 * Identifies the content of a file in caches: a file with another time, size or mask is another
 * file.
 *
 * @param file its path
 * @param modified time of the last change, milliseconds since 1970
 * @param size bytes
 * @param maskSize bytes of the mask file beside it; 0 without one
 */
record FileState(Path file, long modified, long size, long maskSize) {
  /**
   * The present state of a file.
   *
   * @throws KamclException if the file is missing
   */
  static FileState of(Path file) {
    try {
      return new FileState(
          file,
          Files.getLastModifiedTime(file).toMillis(),
          Files.size(file),
          TiffReader.maskSize(file));
    } catch (IOException e) {
      throw new KamclException(e, RasterError.FILE_MISSING, file);
    }
  }
}
