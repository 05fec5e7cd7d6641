package org.kamcl.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

  /** Writes a file under a name that is given to it. */
  @FunctionalInterface
  public interface FileContent {
    /**
     * Writes the file.
     *
     * @param part does not exist
     * @throws IOException if it cannot be written
     */
    void write(Path part) throws IOException;
  }

  /**
   * Writes a file beside its target first, then replaces the target by it. A link stays a link; the
   * file it names is replaced.
   *
   * @throws KamclException if the target is a pipe, a socket or a device
   * @throws IOException if it cannot be written; the target is unchanged then
   */
  public static void replace(Path target, Content content) throws IOException {
    replaceFile(
        target,
        part -> {
          try (OutputStream out =
              new BufferedOutputStream(
                  Files.newOutputStream(part, StandardOpenOption.CREATE_NEW))) {
            content.write(out);
          }
        });
  }

  /**
   * Replaces a file like {@link #replace} by one that a library writes, which opens it by its name.
   *
   * @throws KamclException if the target is a pipe, a socket or a device
   * @throws IOException if it cannot be written; the target is unchanged then
   */
  public static void replaceFile(Path target, FileContent content) throws IOException {
    RegularFiles.check(target);
    Path file = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
    Leftovers.removeOf(file);
    Path part = TemporaryName.beside(file);
    try {
      content.write(part);
      TemporaryName.publish(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
