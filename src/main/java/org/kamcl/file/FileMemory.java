package org.kamcl.file;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.kamcl.error.KamclException;
import org.kamcl.error.ProgramError;

/** Makes exhausted memory an error of the file that exhausted it. */
public final class FileMemory {
  /** Bytes, characters and what is made of them, per byte of a file that is read as a whole. */
  private static final long MEMORY_PER_BYTE = 6;

  private static final long MEGABYTE = 1 << 20;

  private FileMemory() {}

  /**
   * Reads a file.
   *
   * @throws KamclException that names the file if the memory or the stack is exhausted, and
   *     whatever the reader throws
   */
  public static <T> T limited(Path file, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (OutOfMemoryError e) {
      throw new KamclException(e, FileError.OUT_OF_MEMORY, file, ProgramError.memoryLimit());
    } catch (StackOverflowError e) {
      throw new KamclException(e, FileError.NESTED_TOO_DEEPLY, file);
    }
  }

  /**
   * Checks that a file can be read as a whole.
   *
   * @param size in bytes
   * @throws KamclException if it would take too much of the memory
   */
  static void checkSize(Path file, long size) {
    long limit = Runtime.getRuntime().maxMemory() / MEMORY_PER_BYTE;
    if (size > limit) {
      throw new KamclException(FileError.TOO_LARGE, file, size / MEGABYTE + 1, limit / MEGABYTE);
    }
  }
}
