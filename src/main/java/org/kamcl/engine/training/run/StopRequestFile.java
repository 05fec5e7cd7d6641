package org.kamcl.engine.training.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kamcl.error.KamclException;
import org.kamcl.file.RegularFiles;

/** The file in which other processes leave a request for the one that works on a run. */
final class StopRequestFile {
  private final Path folder;
  private final Path file;

  /**
   * @param folder of the run
   */
  StopRequestFile(Path folder) {
    this.folder = folder;
    this.file = folder.resolve("request");
  }

  /**
   * Leaves a request in place of one before.
   *
   * @throws KamclException if the folder cannot be written
   */
  void write(StopRequest stopRequest) {
    try {
      Files.writeString(file, stopRequest.name(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new KamclException(e, RunError.FOLDER_NOT_WRITABLE, folder);
    }
  }

  /** Whether a request waits. */
  boolean isPending() {
    return Files.exists(file);
  }

  /** The pending request, which is removed. One that is not known is a pause. */
  StopRequest take() {
    if (!isPending()) {
      return StopRequest.NONE;
    }
    try {
      String text = RegularFiles.readString(file);
      Files.delete(file);
      for (StopRequest known : StopRequest.values()) {
        if (known.name().equals(text)) {
          return known;
        }
      }
      return StopRequest.PAUSE;
    } catch (IOException e) {
      return StopRequest.NONE;
    }
  }
}
