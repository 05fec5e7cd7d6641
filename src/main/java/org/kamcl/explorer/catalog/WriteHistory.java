package org.kamcl.explorer.catalog;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import org.kamcl.file.RegularFiles;
import org.sqlite.SQLiteErrorCode;

/**
 * The last writes of a catalog, each with a random token. SQLite cannot tell whether the
 * write-ahead log beside a file was written for this state of the file; combined with another one,
 * it gives wrong rows or a damaged file. They belong together if the last write in the file is one
 * of those that the log continues.
 */
final class WriteHistory {
  /** About 1 MB; hours of indexing. */
  private static final int KEPT = 50_000;

  private static final int LOG_HEADER = 32;
  private static final int FRAME_HEADER = 24;
  private static final int PAGE_SIZE_AT = 8;
  private static final int SALTS_AT = 16;
  private static final int FRAME_SALTS_AT = 8;

  private WriteHistory() {}

  /** A write. */
  record Write(long id, long token) {
    /** That of a catalog from before the history. */
    static final Write NONE = new Write(0, 0);
  }

  /** Adds a write, in its transaction. */
  static void add(Connection connection) throws SQLException {
    run(connection, "INSERT INTO writes (token) VALUES (random())");
    run(connection, "DELETE FROM writes WHERE id <= (SELECT max(id) FROM writes) - " + KEPT);
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.executeUpdate();
    }
  }

  /** The last write. */
  static Write last(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT id, token FROM writes ORDER BY id DESC LIMIT 1");
        ResultSet row = select.executeQuery()) {
      return row.next() ? new Write(row.getLong(1), row.getLong(2)) : Write.NONE;
    } catch (SQLException e) {
      if ((e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_ERROR.code) {
        // An earlier schema has no such table.
        return Write.NONE;
      }
      throw e;
    }
  }

  /** The token of a write; empty if it is not known, or not any more. */
  static OptionalLong token(Connection connection, long id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT token FROM writes WHERE id = ?")) {
      select.setLong(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  /** Whether a connection knows a write, or has forgotten it because many followed. */
  static boolean continues(Connection connection, Write write) throws SQLException {
    if (write.equals(Write.NONE)) {
      return true;
    }
    OptionalLong token = token(connection, write.id());
    return token.isPresent()
        ? token.getAsLong() == write.token()
        : write.id() <= last(connection).id() - KEPT;
  }

  /** The write-ahead log of a catalog; need not exist. */
  static Path log(Path catalog) {
    return catalog.resolveSibling(catalog.getFileName() + "-wal");
  }

  /** Whether there is a log with content. */
  static boolean hasLog(Path catalog) {
    try {
      return Files.size(log(catalog)) > LOG_HEADER;
    } catch (IOException e) {
      // There is none, or it was removed a moment ago.
      return false;
    }
  }

  /**
   * Number of transactions in the log, including those that are in the file already.
   *
   * @return empty if the log cannot be read
   */
  static Optional<Integer> transactionsInLog(Path catalog) {
    if (!hasLog(catalog)) {
      return Optional.of(0);
    }
    try (InputStream in = RegularFiles.open(log(catalog));
        DataInputStream log = new DataInputStream(in)) {
      ByteBuffer header = ByteBuffer.wrap(log.readNBytes(LOG_HEADER));
      int page = header.getInt(PAGE_SIZE_AT);
      long salts = header.getLong(SALTS_AT);
      int transactions = 0;
      while (true) {
        byte[] bytes = log.readNBytes(FRAME_HEADER);
        if (bytes.length < FRAME_HEADER) {
          return Optional.of(transactions);
        }
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        if (frame.getLong(FRAME_SALTS_AT) != salts) {
          // The rest is from before the log was begun anew.
          return Optional.of(transactions);
        }
        // The last frame of a transaction has the size of the file.
        transactions += frame.getInt(Integer.BYTES) == 0 ? 0 : 1;
        log.skipNBytes(page);
      }
    } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
      // Cut off, or removed by another process that closes the catalog.
      return Optional.empty();
    }
  }
}
