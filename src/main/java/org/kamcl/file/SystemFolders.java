package org.kamcl.file;

import java.util.Locale;
import java.util.Set;

/**
 * Folders that network storage, operating systems and archive programs keep between a person's
 * files: trash cans, thumbnails, restored fragments. Their images are copies, or were deleted.
 */
public final class SystemFolders {
  private static final Set<String> NAMES =
      Set.of(
          "@eadir",
          "@recycle",
          "@recently-snapshot",
          "@tmp",
          "#recycle",
          "#snapshot",
          "$recycle.bin",
          "recycler",
          "system volume information",
          "__macosx",
          "lost+found",
          "found.000");

  private SystemFolders() {}

  /**
   * Whether a folder belongs to the system or is hidden.
   *
   * @param name of the folder, without its parents
   */
  public static boolean isSystemFolder(String name) {
    return isHidden(name) || NAMES.contains(name.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether a file is hidden, such as the {@code ._NAME} files that macOS writes on foreign disks.
   *
   * @param name of the file, without its folders
   */
  public static boolean isHidden(String name) {
    return name.startsWith(".");
  }
}
