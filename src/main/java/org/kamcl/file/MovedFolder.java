package org.kamcl.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Paths in the files of a workspace. What lies inside the workspace is written relative to it, so
 * that it is found after the workspace was moved, copied or restored somewhere else. Versions
 * before 0.2 wrote absolute paths, which are searched in the workspace.
 */
public final class MovedFolder {
  /** Folders of a workspace whose files are named by paths: of corpora and of example images. */
  private static final Set<String> PARTS = Set.of("corpora", "examples");

  private MovedFolder() {}

  /**
   * How a file or folder is written down.
   *
   * @param workspace folder of the workspace; null if unknown
   * @param path the file or folder
   * @return the path below the workspace, with slashes, or the absolute path if it is outside
   */
  public static String write(@Nullable Path workspace, Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    if (workspace == null) {
      return absolute.toString();
    }
    Path folder = workspace.toAbsolutePath().normalize();
    return below(folder, absolute)
        .or(() -> below(real(folder), real(absolute)))
        .orElse(absolute.toString());
  }

  private static Optional<String> below(Path folder, Path path) {
    if (!path.startsWith(folder) || path.equals(folder)) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    folder.relativize(path).forEach(name -> names.add(name.toString()));
    return Optional.of(String.join("/", names));
  }

  /** The path without symbolic links; the given path if nothing is there. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  /**
   * The file or folder that was written down.
   *
   * @param workspace where the workspace is now; null if unknown
   * @param written what {@link #write} returned, now or in an earlier version
   * @throws java.nio.file.InvalidPathException if it is not a path
   */
  public static Path read(@Nullable Path workspace, String written) {
    Path path = Path.of(written);
    if (workspace != null && !path.isAbsolute()) {
      return workspace.toAbsolutePath().normalize().resolve(path).normalize();
    }
    return find(workspace, path);
  }

  /**
   * Where a file or folder with an absolute path is now. What is still at its place stays there, so
   * that nothing changes for files outside of the workspace.
   *
   * @param workspace where the workspace is now; null if unknown
   * @param written the path as it was written down
   * @return the path in the workspace if only that exists, else the path as it was written down
   */
  public static Path find(@Nullable Path workspace, Path written) {
    if (workspace == null || Files.exists(written)) {
      return written;
    }
    // The last part first: folders above the old workspace may have the same name.
    for (int i = written.getNameCount() - 1; i >= 0; i--) {
      if (PARTS.contains(written.getName(i).toString())) {
        Path now = workspace.resolve(written.subpath(i, written.getNameCount()).toString());
        if (Files.exists(now)) {
          return now;
        }
      }
    }
    return written;
  }
}
