package org.kamcl.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Creates folders and files that only their owner can read. On systems without POSIX permissions
 * they get the permissions of their folder, which on Windows keeps other users out of a user's own
 * folders.
 */
public final class PrivateFiles {
  private PrivateFiles() {}

  /**
   * Creates a folder and its missing parents with mode 0700. A folder that exists keeps its mode.
   *
   * @throws IOException if it cannot be created, or is a file
   */
  public static void createFolders(Path folder) throws IOException {
    Files.createDirectories(folder, attributes(folder, "rwx------"));
  }

  /**
   * Creates an empty file with mode 0600 if there is none. A file that exists keeps its mode.
   *
   * @throws IOException if it cannot be created
   */
  public static void createFile(Path file) throws IOException {
    try {
      Files.createFile(file, attributes(file, "rw-------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isRegularFile(file)) {
        throw e;
      }
    }
  }

  /**
   * Writes a file with mode 0600; readers find the earlier content or all of the new one.
   *
   * @throws IOException if it cannot be written; the earlier file stays
   */
  public static void replace(Path file, byte[] content) throws IOException {
    Path part = TemporaryName.beside(file);
    try {
      createFile(part);
      Files.write(part, content);
      TemporaryName.publish(part, file);
    } finally {
      // After publishing there is none; what cannot be deleted, the next start deletes by its name.
      Files.deleteIfExists(part);
    }
  }

  /**
   * Takes the permissions of other users away from a folder of this user.
   *
   * @return whether it was open to others and is not any more
   */
  public static boolean makePrivate(Path folder) {
    try {
      if (!isPosix(folder)
          || !isOpenToOthers(folder)
          || !Files.getOwner(folder).getName().equals(System.getProperty("user.name"))) {
        return false;
      }
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      return true;
    } catch (IOException e) {
      // Some network drives do not allow it; nothing depends on it.
      return false;
    }
  }

  /** Whether other users may read or enter an existing file or folder. */
  public static boolean isOpenToOthers(Path file) throws IOException {
    if (!isPosix(file)) {
      return false;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    return permissions.contains(PosixFilePermission.OTHERS_READ)
        || permissions.contains(PosixFilePermission.OTHERS_EXECUTE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE);
  }

  private static FileAttribute<?>[] attributes(Path file, String permissions) {
    return isPosix(file)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
