package org.kamcl.explorer.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.kamcl.error.KamclException;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.RegularFiles;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/**
 * Copies a catalog while other programs use it, with SQLite's online backup, and checks such a
 * copy. A copy is one state of the catalog: what others write meanwhile is in it completely or not
 * at all.
 */
public final class CatalogCopy {
  private static final int ALL_PAGES = -1;
  private static final int WAIT_MILLISECONDS = 100;
  private static final int WAITS = 300;

  /** Place in the header of a file, big-endian. */
  private static final int USER_VERSION = 60;

  private CatalogCopy() {}

  /**
   * What a catalog holds.
   *
   * @param schema version of its schema
   * @param rows number of rows by table, without the tables of SQLite itself
   */
  public record Content(int schema, Map<String, Long> rows) {
    /** Copies the rows, sorted by table. */
    public Content {
      rows = Collections.unmodifiableMap(new TreeMap<>(rows));
    }

    /** Number of rows of a table; 0 if there is no such table. */
    public long rowsOf(String table) {
      return rows.getOrDefault(table, 0L);
    }
  }

  /**
   * Copies a catalog.
   *
   * @param catalog file of the catalog; may be in use
   * @param target file that does not exist
   * @return what the copy holds, counted in the state of the catalog that was copied
   * @throws KamclException if the catalog cannot be read, is of a newer version, or the copy cannot
   *     be written
   */
  public static Content write(Path catalog, Path target) {
    try {
      PrivateFiles.createFile(target);
    } catch (IOException e) {
      throw new KamclException(e, CatalogError.COPY_NOT_WRITTEN, target);
    }
    try (Database database = new Database(catalog)) {
      return database.read(
          open -> {
            // Counting begins the transaction whose state is copied.
            Content content = content(open);
            SQLiteConnection sqlite = open.unwrap(SQLiteConnection.class);
            int code =
                sqlite
                    .getDatabase()
                    .backup(
                        "main",
                        target.toAbsolutePath().toString(),
                        (remaining, pages) -> {},
                        WAIT_MILLISECONDS,
                        WAITS,
                        ALL_PAGES);
            if (code != 0) {
              throw new KamclException(CatalogError.COPY_NOT_WRITTEN, target);
            }
            return content;
          });
    }
  }

  /**
   * What a catalog holds, without changing it or its folder.
   *
   * @param file that no program is writing
   * @throws KamclException if it is damaged, no catalog, or of a newer version
   */
  public static Content check(Path file) {
    Path absolute = file.toAbsolutePath();
    SqliteLibrary.prepare();
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    try (Connection open =
        DriverManager.getConnection(
            "jdbc:sqlite:" + absolute.toUri() + "?immutable=1", config.toProperties())) {
      Migrations.check(open, absolute);
      List<String> answers = strings(open, "PRAGMA integrity_check(1)");
      if (!answers.equals(List.of("ok"))) {
        throw new KamclException(CatalogError.DAMAGED, absolute);
      }
      return content(open);
    } catch (SQLException e) {
      throw new KamclException(e, CatalogError.DAMAGED, absolute);
    }
  }

  /**
   * What a catalog that may be in use holds.
   *
   * @param catalog file of the catalog
   * @throws KamclException if it cannot be read, or is of a newer version
   */
  public static Content count(Path catalog) {
    try (Database database = new Database(catalog)) {
      return database.read(CatalogCopy::content);
    }
  }

  /**
   * Whether another connection, of this program or of another one, has the catalog open. Empties
   * the write-ahead log if there is none, so that the file alone is the catalog.
   *
   * @param catalog may be missing
   * @throws KamclException if it cannot be read, or is of a newer version
   */
  public static boolean isInUse(Path catalog) {
    if (Files.notExists(catalog)) {
      return false;
    }
    // Names what is wrong with the file or its log before anything is changed.
    count(catalog);
    try (Connection open =
            DriverManager.getConnection(
                "jdbc:sqlite:" + catalog.toAbsolutePath(), new Properties());
        Statement statement = open.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 0");
      // Leaving the write-ahead log needs the catalog for itself.
      try (ResultSet mode = statement.executeQuery("PRAGMA journal_mode = DELETE")) {
        return !mode.next() || !"delete".equalsIgnoreCase(mode.getString(1));
      }
    } catch (SQLException e) {
      if (SqliteErrors.is(e, SQLiteErrorCode.SQLITE_BUSY)
          || SqliteErrors.is(e, SQLiteErrorCode.SQLITE_LOCKED)) {
        return true;
      }
      throw new KamclException(e, CatalogError.DAMAGED, catalog);
    }
  }

  /**
   * Whether a newer version of the program wrote a catalog; a fast look that opens no database.
   *
   * @param catalog may be missing
   */
  public static boolean isNewer(Path catalog) {
    if (!Files.isRegularFile(catalog)) {
      return false;
    }
    try (FileChannel channel = RegularFiles.channel(catalog)) {
      ByteBuffer version = ByteBuffer.allocate(Integer.BYTES);
      return channel.read(version, USER_VERSION) == Integer.BYTES
          && version.getInt(0) > Migrations.latest();
    } catch (IOException e) {
      // Opening the catalog reports the reason.
      return false;
    }
  }

  private static Content content(Connection open) throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    for (String table :
        strings(
            open,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                + " AND sql NOT LIKE 'CREATE VIRTUAL%'")) {
      String quoted = "\"" + table.replace("\"", "\"\"") + "\"";
      rows.put(table, Long.parseLong(strings(open, "SELECT count(*) FROM " + quoted).get(0)));
    }
    int schema = Integer.parseInt(strings(open, "PRAGMA user_version").get(0));
    return new Content(schema, rows);
  }

  private static List<String> strings(Connection open, String query) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Statement statement = open.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        all.add(row.getString(1));
      }
    }
    return all;
  }
}
