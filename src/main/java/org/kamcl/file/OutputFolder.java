package org.kamcl.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.kamcl.error.KamclException;

/**
 * A folder that a person names and that the program writes files of its own names to. The program
 * lists these files in a hidden file of the folder, and replaces or deletes nothing but them.
 */
public final class OutputFolder {
  /** The file that lists the files that the program wrote, without their folder, one per line. */
  public static final String MARKER = ".kamcl-files";

  private static final String FIRST_LINE =
      "# Files that KAMCL Explorer wrote to this folder. It replaces no other files here.";

  private final Path folder;
  private final Set<String> own;

  private OutputFolder(Path folder, Set<String> own) {
    this.folder = folder;
    this.own = own;
  }

  /**
   * Creates the folder if it does not exist.
   *
   * @throws KamclException if there is something else of this name
   * @throws IOException if it cannot be created
   */
  public static OutputFolder open(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new KamclException(FileError.NOT_A_FOLDER, folder);
    }
    Files.createDirectories(folder);
    return new OutputFolder(folder, readMarker(folder));
  }

  /**
   * The place of a file, which the caller writes or replaces.
   *
   * @param name of the file, without its folder
   * @throws KamclException if there is a file of this name that the program did not write
   * @throws IOException if the folder cannot be written to
   */
  public Path claim(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!own.contains(name)) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new KamclException(FileError.FOREIGN_FILE, folder, name);
      }
      list(name);
    }
    return file;
  }

  /**
   * Checks that nothing of other origin is in a folder that is about to be replaced. A missing
   * folder passes.
   *
   * @throws KamclException if it has a file that the program did not write, or is no folder
   * @throws IOException if it cannot be read
   */
  public static void checkReplaceable(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new KamclException(FileError.NOT_A_FOLDER, folder);
    }
    Set<String> own = readMarker(folder);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        String name = String.valueOf(file.getFileName());
        boolean plain = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        if (!name.equals(MARKER) && !(own.contains(name) && plain)) {
          throw new KamclException(FileError.FOREIGN_FILE, folder, FileNames.display(file));
        }
      }
    }
  }

  /**
   * Deletes a folder with the files that the program wrote. A missing folder is fine.
   *
   * @throws KamclException if it has another file; nothing is deleted then
   * @throws IOException if it cannot be deleted
   */
  public static void delete(Path folder) throws IOException {
    checkReplaceable(folder);
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (String name : readMarker(folder)) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.deleteIfExists(folder.resolve(MARKER));
    Files.delete(folder);
  }

  /** The listed files; empty without a list. */
  private static Set<String> readMarker(Path folder) throws IOException {
    Path marker = folder.resolve(MARKER);
    Set<String> names = new TreeSet<>();
    if (!Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS)) {
      return names;
    }
    String text = new String(RegularFiles.readAllBytes(marker), StandardCharsets.UTF_8);
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(FIRST_LINE)) {
      return names;
    }
    // Only names in this folder: a list that was changed must not lead elsewhere.
    lines.stream().skip(1).filter(OutputFolder::isPlainName).forEach(names::add);
    return names;
  }

  private static boolean isPlainName(String name) {
    return !name.isEmpty()
        && !name.equals(".")
        && !name.equals("..")
        && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || c == 0);
  }

  /** Lists a file before it is written; an interrupted program leaves no file without a line. */
  private void list(String name) throws IOException {
    Path marker = folder.resolve(MARKER);
    if (own.isEmpty() && Files.exists(marker, LinkOption.NOFOLLOW_LINKS)) {
      throw new KamclException(FileError.FOREIGN_FILE, folder, MARKER);
    }
    String lines = own.isEmpty() ? FIRST_LINE + "\n" + name + "\n" : name + "\n";
    Files.writeString(
        marker,
        lines,
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    own.add(name);
  }
}
