package org.kamcl.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Partial files and folders of programs that were ended while they wrote: those with a {@link
 * TemporaryName} whose program no longer runs, and those with the names of versions before 0.2.
 */
public final class Leftovers {
  /** Names of earlier versions, which do not say who wrote them. */
  private static final Pattern EARLIER_NAME =
      Pattern.compile(
          "vectors\\d+\\.new|example\\d+\\.part|.+\\.(json|safetensors)\\.(new|part)"
              + "|\\.[A-Za-z0-9][A-Za-z0-9._-]{0,63}\\.part");

  private static final Duration EARLIER_AGE = Duration.ofDays(1);

  private Leftovers() {}

  /**
   * What was left in a folder of the program, by name.
   *
   * @param folder not its subfolders; a missing folder has none
   */
  public static List<Path> find(Path folder) {
    return find(folder, path -> true);
  }

  private static List<Path> find(Path folder, Predicate<Path> wanted) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (wanted.test(entry) && isLeftover(entry)) {
          found.add(entry);
        }
      }
    } catch (IOException e) {
      // A folder that is missing or unreadable: who uses it reports that.
      return found;
    }
    found.sort(null);
    return found;
  }

  private static boolean isLeftover(Path entry) {
    String name = entry.getFileName().toString();
    Optional<TemporaryName> temporary = TemporaryName.parse(name);
    if (temporary.isEmpty() && !EARLIER_NAME.matcher(name).matches()) {
      return false;
    }
    try {
      Instant modified = Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS).toInstant();
      return temporary.isPresent()
          ? !temporary.get().isInUse(modified)
          : modified.isBefore(Instant.now().minus(EARLIER_AGE));
    } catch (IOException e) {
      // Another program has just deleted or renamed it.
      return false;
    }
  }

  /**
   * Deletes what was left in a folder of the program.
   *
   * @param folder not its subfolders; may be missing
   * @return what was deleted; a file that cannot be deleted is left to the next start
   */
  public static List<Path> remove(Path folder) {
    return find(folder).stream().filter(Leftovers::delete).toList();
  }

  /**
   * Deletes what was left of one target, in a folder that also holds files of other programs.
   *
   * @return what was deleted
   */
  public static List<Path> removeOf(Path target) {
    Path folder = target.toAbsolutePath().getParent();
    Optional<TemporaryName> like =
        TemporaryName.parse(String.valueOf(TemporaryName.beside(target).getFileName()));
    if (folder == null || like.isEmpty()) {
      return List.of();
    }
    Predicate<Path> same =
        path ->
            TemporaryName.parse(path.getFileName().toString())
                .filter(name -> name.name().equals(like.get().name()))
                .isPresent();
    return find(folder, same).stream().filter(Leftovers::delete).toList();
  }

  /** Deletes what this process has begun for a target and not published. */
  static void discardOwn(Path target) {
    String own = String.valueOf(TemporaryName.beside(target).getFileName());
    String start = own.substring(0, own.lastIndexOf('-') + 1);
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (entry.getFileName().toString().startsWith(start)) {
          delete(entry);
        }
      }
    } catch (IOException e) {
      // The next start deletes it.
      return;
    }
  }

  /** Deletes a file or a folder; links are deleted, not followed. */
  static boolean delete(Path path) {
    try {
      Files.walkFileTree(path, new Deletion());
      return true;
    } catch (IOException e) {
      // In use on Windows, or another program is deleting it, too.
      return false;
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
