package org.kamcl.explorer.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kamcl.error.KamclException;

/** Checks the free space before anything is written. */
final class DiskSpace {
  /** Left free for everything else that writes to the disk. */
  private static final long RESERVE = 16 * CopyProgress.MEGABYTE;

  private DiskSpace() {}

  /**
   * Requires free space on the disk of a folder.
   *
   * @param folder may be missing
   * @param bytes that will be written
   * @throws KamclException with {@link BackupError#DISK_TOO_SMALL}
   */
  static void require(Path folder, long bytes) {
    long free = free(folder);
    if (free < bytes + RESERVE) {
      throw new KamclException(
          BackupError.DISK_TOO_SMALL,
          folder,
          CopyProgress.megabytes(bytes + RESERVE),
          free / CopyProgress.MEGABYTE);
    }
  }

  /** Free bytes on the disk of a folder, which may be missing. */
  static long free(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (existing != null && Files.notExists(existing)) {
      existing = existing.getParent();
    }
    try {
      return existing == null ? 0 : Files.getFileStore(existing).getUsableSpace();
    } catch (IOException e) {
      throw new KamclException(e, BackupError.NOT_WRITTEN, folder);
    }
  }
}
