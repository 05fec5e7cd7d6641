package org.kamcl.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds files of a workspace whose paths were written down before the workspace was moved, or
 * restored somewhere else.
 */
public final class MovedFolder {
  /** Folders of a workspace whose files are named by paths: of corpora and of example images. */
  private static final Set<String> PARTS = Set.of("corpora", "examples");

  private MovedFolder() {}

  /**
   * Where a file or folder is now. What is still at its place stays there, so that nothing changes
   * for files outside of the workspace.
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
