package org.kamcl.explorer.doctor;

import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the program can write into folders that may not exist yet. */
final class WritableFolders {
  private WritableFolders() {}

  /** Whether a folder can be written, or can be created. */
  static boolean isWritable(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing != null && Files.isDirectory(existing) && Files.isWritable(existing);
  }
}
