package org.kamcl.engine.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells how much can still be written to the disk of a folder. */
@FunctionalInterface
interface FreeSpace {
  /** Asks the file system. */
  FreeSpace OF_DISK = folder -> Files.getFileStore(folder).getUsableSpace();

  /**
   * Free space on the disk of a folder.
   *
   * @param folder exists
   * @return bytes
   * @throws IOException if the system does not tell
   */
  long of(Path folder) throws IOException;
}
