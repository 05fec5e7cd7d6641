package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.kamcl.error.KamclException;

/**
 * Identifies the content of a file in caches: a file with another time, size or mask is another
 * file.
 *
 * @param file its path
 * @param modified time of the last change, nanoseconds since 1970
 * @param size bytes
 * @param maskSize bytes of the mask file beside it; 0 without one
 * @param look 0; another number at each look if the file changed just before, because it may change
 *     again within one tick of the file system's clock
 */
record FileState(Path file, long modified, long size, long maskSize, long look) {
  /** Longer than a tick of the clock of usual file systems. */
  private static final long TICK_MILLIS = 100;

  /**
   * The present state of a file.
   *
   * @throws KamclException if the file is missing
   */
  static FileState of(Path file) {
    try {
      long modified = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
      long age = Instant.now().toEpochMilli() - TimeUnit.NANOSECONDS.toMillis(modified);
      boolean fresh = age >= 0 && age < TICK_MILLIS;
      return new FileState(
          file,
          modified,
          Files.size(file),
          TiffReader.maskSize(file),
          fresh ? System.nanoTime() : 0);
    } catch (IOException e) {
      throw new KamclException(e, RasterError.FILE_MISSING, file);
    }
  }
}
