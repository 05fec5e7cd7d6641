package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/**
 * The indexes of the words of captions and paths. They have no checksums, but can be built anew.
 */
enum WordIndex {
  CAPTION_WORDS("caption_words", "captions"),
  FILE_WORDS("file_words", "files");

  private final String index;
  private final String table;

  WordIndex(String index, String table) {
    this.index = index;
    this.table = table;
  }

  /** Name of the index in SQL. */
  String index() {
    return index;
  }

  /** Number of rows that the index lacks, or has in excess; takes about 1 ms. */
  long different(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT abs((SELECT count(*) FROM "
                    + index
                    + "_docsize) - (SELECT count(*) FROM "
                    + table
                    + "))");
        ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** What a comparison of an index with its rows found. */
  enum State {
    RIGHT,
    WRONG,
    /** It could not be compared: to SQLite, the comparison is a write. */
    UNKNOWN
  }

  /**
   * Compares all indexes with their rows; 0.6 s for 500,000 captions.
   *
   * @return {@link State#UNKNOWN} in a catalog that is read-only or busy
   */
  static State state(Connection connection) throws SQLException {
    for (WordIndex words : values()) {
      State state = words.compare(connection);
      if (state != State.RIGHT) {
        return state;
      }
    }
    return State.RIGHT;
  }

  private State compare(Connection connection) throws SQLException {
    try {
      Sql.execute(
          connection,
          "INSERT INTO " + index + " (" + index + ", rank) VALUES ('integrity-check', 1)");
      return State.RIGHT;
    } catch (SQLException e) {
      if (SqliteErrors.is(e, SQLiteErrorCode.SQLITE_READONLY)
          || SqliteErrors.is(e, SQLiteErrorCode.SQLITE_BUSY)) {
        return State.UNKNOWN;
      }
      // An index without one of its own tables cannot even be opened.
      if (SqliteErrors.is(e, SQLiteErrorCode.SQLITE_CORRUPT)
          || SqliteErrors.is(e, SQLiteErrorCode.SQLITE_ERROR)) {
        return State.WRONG;
      }
      throw e;
    }
  }

  /** Builds the index anew. */
  void rebuild(Connection connection) throws SQLException {
    Sql.execute(connection, "INSERT INTO " + index + " (" + index + ") VALUES ('rebuild')");
  }
}
