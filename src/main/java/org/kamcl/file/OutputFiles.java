package org.kamcl.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.kamcl.error.KamclException;

/** Writes files completely or not at all. */
public final class OutputFiles {
  private OutputFiles() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes the content.
     *
     * @throws IOException if it cannot be written
     */
    void write(OutputStream out) throws IOException;
  }

  /**
   * Writes a file beside its target first, then replaces the target by it. A link stays a link; the
   * file it names is replaced.
   *
   * @throws KamclException if the target is a pipe, a socket or a device
   * @throws IOException if it cannot be written; the target is unchanged then
   */
  public static void replace(Path target, Content content) throws IOException {
    RegularFiles.check(target);
    Path file = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
    Path part = partOf(file);
    try {
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(part, StandardOpenOption.CREATE_NEW))) {
        content.write(out);
      }
      move(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Replaces a file by one in the same folder that was written before. */
  public static void move(Path part, Path target) throws IOException {
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * A free name beside a file for its new content: hidden, and unlike that of any other process.
   */
  public static Path partOf(Path file) {
    String random = UUID.randomUUID().toString().substring(0, 8);
    return file.resolveSibling("." + file.getFileName() + "." + random + ".part");
  }
}
