package org.kamcl.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.kamcl.error.KamclException;

/**
 * The temporary files of this process, its own and those of libraries, in the user's cache: the
 * temporary folder of the system is shared with other users, may be full or missing, and keeps what
 * a killed program leaves there.
 */
public final class TemporaryFolder {
  /** The subfolder of the cache. */
  public static final String FOLDER = "temporary";

  private static final String PROPERTY = "java.io.tmpdir";

  private TemporaryFolder() {}

  /**
   * Makes libraries create temporary files in a folder of this process; call it before anything
   * else. What killed programs left is deleted. Where the cache cannot be used, nothing changes:
   * not every command needs it, and one that does reports the reason.
   */
  public static void use() {
    try {
      Path parent = CacheFolder.subfolder(FOLDER);
      Leftovers.remove(parent);
      Path own = TemporaryName.beside(parent.resolve("process"));
      if (CacheFolder.isPosix()) {
        Files.createDirectory(
            own,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectory(own);
      }
      System.setProperty(PROPERTY, own.toString());
    } catch (IOException | KamclException e) {
      // See above.
      return;
    }
  }

  /**
   * Where this process creates temporary files. Java itself may have read the property before it
   * was set, so pass this folder to {@link Files#createTempFile}.
   */
  public static Path location() {
    return Path.of(System.getProperty(PROPERTY));
  }

  /** Deletes the folder of this process, if there is one; what is in use stays. */
  public static void delete() {
    Path folder = Path.of(System.getProperty(PROPERTY));
    if (TemporaryName.parse(String.valueOf(folder.getFileName())).isPresent()) {
      Leftovers.delete(folder);
    }
  }
}
