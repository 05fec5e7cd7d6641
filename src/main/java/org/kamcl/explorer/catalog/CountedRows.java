package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Tables whose rows are counted as they are written, with the sum of their checksums. A row that is
 * gone, was added or replaced by an older copy changes the count or the sum; its own checksum
 * cannot tell. Of embeddings only the number is compared: their sum would take reading all of them.
 */
enum CountedRows {
  COLLECTIONS("collections", "", true),
  RENDERINGS("looks", "", true),
  STATISTICS("collection_statistics", "", true),
  /** Those with a name; what is lost of the history changes no answer. */
  SAVED_SEARCHES("searches", "name", true),
  TAGS("tags", "", true),
  IMAGE_TAGS("image_tags", "", true),
  FEEDBACK("judgements", "", true),
  MODELS("models", "", true),
  CAPTIONING("captioning", "", true),
  EMBEDDINGS("embeddings", "", false);

  private final String table;
  private final String column;
  private final boolean small;

  /**
   * @param column only rows where it is not null are counted; empty for all rows
   * @param small whether the sum of the checksums is cheap
   */
  CountedRows(String table, String column, boolean small) {
    this.table = table;
    this.column = column;
    this.small = small;
  }

  /** Name of the table in SQL. */
  String table() {
    return table;
  }

  /** The condition for a row to be counted, in SQL. */
  private String counts(String row) {
    return column.isEmpty() ? "1" : "(" + row + column + " IS NOT NULL)";
  }

  private String sum(String row) {
    return "ifnull(" + row + "checksum, 0) * " + counts(row);
  }

  /** Counts the rows from now on that this connection writes, including those that others cause. */
  void track(Connection connection) throws SQLException {
    String added = "count = count + " + counts("new.") + ", checksums = checksums + " + sum("new.");
    String removed =
        "count = count - " + counts("old.") + ", checksums = checksums - " + sum("old.");
    String changed =
        "count = count - %s + %s, checksums = checksums - %s + %s"
            .formatted(counts("old."), counts("new."), sum("old."), sum("new."));
    trigger(connection, "added", "INSERT", added);
    trigger(connection, "removed", "DELETE", removed);
    trigger(
        connection,
        "changed",
        "UPDATE OF checksum" + (column.isEmpty() ? "" : ", " + column),
        changed);
  }

  private void trigger(Connection connection, String event, String on, String assignments)
      throws SQLException {
    Sql.execute(
        connection,
        "CREATE TEMP TRIGGER IF NOT EXISTS %s_%s AFTER %s ON main.%s BEGIN UPDATE expected_rows SET %s WHERE name = '%s'; END"
            .formatted(table, event, on, table, assignments, name()));
  }

  /**
   * A count of rows.
   *
   * @param checksums sum of their checksums
   */
  private record Count(long rows, long checksums) {}

  /** What the table holds. */
  private Count actual(Connection connection) throws SQLException {
    String where = column.isEmpty() ? "" : " WHERE " + column + " IS NOT NULL";
    return count(
        connection,
        "SELECT count(*), "
            + (small ? "ifnull(sum(checksum), 0)" : "0")
            + " FROM "
            + table
            + where);
  }

  /** What the table should hold. */
  private Count expected(Connection connection) throws SQLException {
    return count(
        connection, "SELECT count, checksums FROM expected_rows WHERE name = '" + name() + "'");
  }

  private static Count count(Connection connection, String sql) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      return row.next() ? new Count(row.getLong(1), row.getLong(2)) : new Count(-1, 0);
    }
  }

  /**
   * Number of rows that are missing, or that were added.
   *
   * @return 0 if the table is as it was written; otherwise positive, 1 where rows were exchanged
   */
  long different(Connection connection) throws SQLException {
    Count expected = expected(connection);
    Count actual = actual(connection);
    if (expected.rows() < 0) {
      return Math.max(1, actual.rows());
    }
    long rows = Math.abs(expected.rows() - actual.rows());
    return rows == 0 && small && expected.checksums() != actual.checksums() ? 1 : rows;
  }

  /** Takes what the table holds as what it should hold. */
  void accept(Connection connection) throws SQLException {
    Count actual = actual(connection);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO expected_rows (name, count, checksums) VALUES (?, ?, ?)")) {
      insert.setString(1, name());
      insert.setLong(2, actual.rows());
      insert.setLong(3, actual.checksums());
      insert.executeUpdate();
    }
  }
}
