package org.kamcl.explorer.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.kamcl.file.UnpackedFiles;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/**
 * The native library of SQLite in the user's cache. Left alone, the driver unpacks a copy into the
 * temporary folder at each start, and deletes the copies of other programs.
 */
final class SqliteLibrary {
  private static final String PATH = "org.sqlite.lib.path";

  private SqliteLibrary() {}

  /**
   * Unpacks the library, if necessary; call it before the first connection.
   *
   * @throws org.kamcl.error.KamclException if the cache folder cannot be used
   */
  static void prepare() {
    if (System.getProperty(PATH) != null) {
      return;
    }
    String library = LibraryLoaderUtil.getNativeLibName();
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + library;
    String system = OSInfo.getNativeLibFolderPathForCurrentOS().replace('/', '-');
    Path folder =
        UnpackedFiles.provide(
            "sqlite-" + SQLiteJDBCLoader.getVersion() + "-" + system,
            UnpackedFiles.of(Map.of(library, () -> open(resource))));
    // Also the place where the driver looks for old copies.
    System.setProperty("org.sqlite.tmpdir", folder.toString());
    System.setProperty(PATH, folder.toString());
  }

  private static InputStream open(String resource) throws IOException {
    InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(resource);
    if (in == null) {
      throw new NoSuchFileException(resource);
    }
    return in;
  }
}
