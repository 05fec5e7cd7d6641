package org.kamcl.file;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Libraries in the user's cache that no program uses any more: those that versions before 0.2
 * unpacked, and those of other versions that were last used a month ago.
 */
public final class UnusedFiles {
  /** Where versions before 0.2 unpacked the engine. */
  private static final String EARLIER = "pytorch";

  private static final Duration UNUSED = Duration.ofDays(30);

  private UnusedFiles() {}

  /**
   * A folder that is not used any more.
   *
   * @param bytes size of its files
   */
  public record Unused(Path folder, long bytes) {}

  /**
   * The folders that are not used any more, by name.
   *
   * @throws IOException if the cache cannot be read
   */
  public static List<Unused> find() throws IOException {
    List<Path> folders = new ArrayList<>();
    Path earlier = CacheFolder.location().resolve(EARLIER);
    if (Files.isDirectory(earlier)) {
      folders.add(earlier);
    }
    Instant oldest = Instant.now().minus(UNUSED);
    for (Path folder : UnpackedFiles.list()) {
      if (UnpackedFiles.lastUsed(folder).isBefore(oldest)) {
        folders.add(folder);
      }
    }
    List<Unused> found = new ArrayList<>();
    for (Path folder : folders) {
      found.add(new Unused(folder, size(folder)));
    }
    return found;
  }

  /**
   * Deletes the folders that are not used any more.
   *
   * @return those that could be deleted
   * @throws IOException if the cache cannot be read
   */
  public static List<Unused> remove() throws IOException {
    return find().stream().filter(unused -> Leftovers.delete(unused.folder())).toList();
  }

  private static long size(Path folder) throws IOException {
    long[] bytes = new long[1];
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes[0] += attributes.size();
            return FileVisitResult.CONTINUE;
          }
        });
    return bytes[0];
  }
}
