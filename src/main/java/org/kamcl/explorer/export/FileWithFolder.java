package org.kamcl.explorer.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kamcl.file.Leftovers;
import org.kamcl.file.OutputFolder;
import org.kamcl.file.TemporaryName;

/** A text file and a folder beside it to which it refers: both are written, or neither. */
final class FileWithFolder {
  private FileWithFolder() {}

  /** Writes both. */
  @FunctionalInterface
  interface Content {
    void write(Writer file, OutputFolder folder) throws IOException;
  }

  /**
   * The folder of a file, which has its name.
   *
   * @param suffix of the name of the folder, instead of the file's extension
   */
  static Path folderOf(Path file, String suffix) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + suffix);
  }

  /**
   * Replaces both.
   *
   * @throws org.kamcl.error.KamclException if the folder has files that the program did not write
   * @throws IOException if they cannot be written; the older ones are unchanged then
   */
  static void replace(Path file, Path folder, Content content) throws IOException {
    OutputFolder.checkReplaceable(folder);
    Leftovers.removeOf(folder);
    Path part = TemporaryName.beside(folder);
    Path old = TemporaryName.beside(folder);
    boolean done = false;
    try {
      Files.createDirectory(part);
      OutputFolder output = OutputFolder.open(part);
      TextFileExporter.replace(
          file,
          out -> {
            content.write(out, output);
            // The folder is moved first: a file never refers to what is not there.
            if (Files.exists(folder)) {
              OutputFolder.checkReplaceable(folder);
              Files.move(folder, old);
            }
            Files.move(part, folder);
          });
      done = true;
    } finally {
      if (!done && Files.exists(old)) {
        OutputFolder.delete(folder);
        Files.move(old, folder);
      }
      OutputFolder.delete(part);
      OutputFolder.delete(old);
    }
  }
}
