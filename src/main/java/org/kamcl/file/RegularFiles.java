package org.kamcl.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.kamcl.error.KamclException;

/**
 * Opens files for reading. Pipes and devices are refused before they are opened: opening a pipe
 * waits for a writer, a device may never end, and an output file would replace them.
 */
public final class RegularFiles {
  private RegularFiles() {}

  /**
   * Checks that a path is not a pipe, a socket or a device. Links are followed. A missing file and
   * a folder pass; opening them fails at once.
   *
   * @throws KamclException with {@link FileError#NOT_REGULAR}
   */
  public static void check(Path file) {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (IOException e) {
      // Opening the file fails for the same reason, which is reported then.
      return;
    }
    if (attributes.isOther()) {
      throw new KamclException(FileError.NOT_REGULAR, file);
    }
  }

  /**
   * Opens a file.
   *
   * @throws KamclException if it is a pipe, a socket or a device
   * @throws IOException if it cannot be opened
   */
  public static InputStream open(Path file) throws IOException {
    check(file);
    return Files.newInputStream(file);
  }

  /**
   * All bytes of a file.
   *
   * @throws KamclException if it is a pipe, a socket or a device, or does not fit into memory
   * @throws IOException if it cannot be read
   */
  public static byte[] readAllBytes(Path file) throws IOException {
    check(file);
    FileMemory.checkSize(file, Files.size(file));
    return Files.readAllBytes(file);
  }

  /**
   * The text of a file in UTF-8.
   *
   * @throws KamclException if it is a pipe, a socket or a device, or does not fit into memory
   * @throws IOException if it cannot be read or is not UTF-8
   */
  public static String readString(Path file) throws IOException {
    check(file);
    FileMemory.checkSize(file, Files.size(file));
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  /**
   * Opens a file for reading at any position.
   *
   * @throws KamclException if it is a pipe, a socket or a device
   * @throws IOException if it cannot be opened
   */
  public static FileChannel channel(Path file) throws IOException {
    check(file);
    return FileChannel.open(file, StandardOpenOption.READ);
  }
}
