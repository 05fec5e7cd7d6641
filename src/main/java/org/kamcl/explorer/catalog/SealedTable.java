package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Small tables whose rows have a checksum. A row is sealed after it is written: its checksum is
 * computed from the values that are stored. A damaged row is left out when it is read, and is never
 * sealed by a change of some of its values.
 */
enum SealedTable {
  COLLECTIONS("collections", "checksum", "id, name", "id"),
  RENDERINGS("looks", "checksum", "collection_id, look", "collection_id"),
  STATISTICS(
      "collection_statistics",
      "checksum",
      "collection_id, model_id, calibration, images, scale, offset, similarity, unfamiliar",
      "collection_id, model_id"),
  /** Uses and matches of a search are not part of its question. */
  SEARCHES("searches", "checksum", "id, name, query, filter, feedback, top", "id"),
  TAGS("tags", "checksum", "id, name", "id"),
  IMAGE_TAGS("image_tags", "checksum", "tag_id, image_id", "tag_id, image_id"),
  FEEDBACK("judgements", "checksum", "query, image_id, good", "query, image_id"),
  IMAGES(
      "images",
      "checksum",
      "id, file_id, part, x, y, width, height, ring, metres_per_pixel, date, crs, warnings",
      "id"),
  FILES("files", "checksum", "id, collection_id, path", "id"),
  /** Which model is used, and whose embeddings are whose. */
  MODELS("models", "checksum", "id, hash, content, name, used", "id"),
  /** What was read from the logs of training runs. */
  RUNS("runs", "checksum", "name, log_offset, log_check, history", "name"),
  /** What people write about images. */
  CAPTIONING(
      "captioning",
      "checksum",
      "image_id, position, state, captions, draft, uncertainty, distance, unsure," + " strong",
      "image_id"),
  /** The sentences of a file in their order, as one text. */
  CAPTIONS("files", "captions_checksum", "id, " + SealedTable.SENTENCES, "id"),
  FILE_STATES(
      "files",
      "state_checksum",
      "id, size, modified, sha256, tiling, pictures, georeferencing,"
          + " (SELECT lon FROM places p WHERE p.file_id = files.id),"
          + " (SELECT lat FROM places p WHERE p.file_id = files.id),"
          + " (SELECT date FROM places p WHERE p.file_id = files.id),"
          + " (SELECT metres FROM places p WHERE p.file_id = files.id),"
          + " (SELECT answered FROM unknown_systems u WHERE u.file_id = files.id),"
          + " (SELECT epsg FROM unknown_systems u WHERE u.file_id = files.id)",
      "id");

  /** Separates the sentences of a file. */
  static final String SEPARATOR = "\u001f";

  private static final String SENTENCES =
      "(SELECT group_concat(sentence, char(0x1f)) FROM (SELECT sentence FROM captions"
          + " WHERE file_id = files.id ORDER BY id))";

  private static final int CHUNK = 1_000;

  private final String table;
  private final String checksum;
  private final String values;
  private final String key;

  SealedTable(String table, String checksum, String values, String key) {
    this.table = table;
    this.checksum = checksum;
    this.values = values;
    this.key = key;
  }

  /** Name of the table in SQL. */
  String table() {
    return table;
  }

  /** A condition that names one row by its key. */
  private String byKey() {
    return " WHERE " + key.replace(", ", " = ? AND ") + " = ?";
  }

  private int keys() {
    return key.split(", ").length;
  }

  /**
   * The checksum of a row.
   *
   * @param columns number of columns, from the first
   */
  private static int sum(RowChecksum checksum, ResultSet row, int columns) throws SQLException {
    checksum.begin();
    for (int i = 1; i <= columns; i++) {
      Object value = row.getObject(i);
      if (value instanceof Double number) {
        checksum.add(number);
      } else if (value instanceof Number number) {
        checksum.add(number.longValue());
      } else {
        checksum.add(row.getString(i));
      }
    }
    return checksum.value();
  }

  /** Computes and stores the checksum of a row that was just written completely. */
  void seal(Connection connection, Object... ofRow) throws SQLException {
    int sum;
    try (PreparedStatement select =
        connection.prepareStatement("SELECT " + values + " FROM " + table + byKey())) {
      bind(select, 1, ofRow);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return;
        }
        sum = sum(new RowChecksum(), row, row.getMetaData().getColumnCount());
      }
    }
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE " + table + " SET " + checksum + " = ?" + byKey())) {
      update.setInt(1, sum);
      bind(update, 2, ofRow);
      update.executeUpdate();
    }
  }

  /** Seals rows that were copied from others of their table a moment ago. */
  void sealNew(Connection connection) throws SQLException {
    sealAll(connection, " WHERE " + checksum + " IS NULL");
  }

  private static void bind(PreparedStatement statement, int first, Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(first + i, values[i]);
    }
  }

  /** Whether a row exists and is as it was written. */
  boolean isIntact(Connection connection, Object... ofRow) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT " + values + ", " + checksum + " FROM " + table + byKey())) {
      bind(select, 1, ofRow);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && isIntact(new RowChecksum(), row);
      }
    }
  }

  private static boolean isIntact(RowChecksum checksum, ResultSet row) throws SQLException {
    int columns = row.getMetaData().getColumnCount() - 1;
    long stored = row.getLong(columns + 1);
    return !row.wasNull() && stored == sum(checksum, row, columns);
  }

  /**
   * The ids of damaged rows, in a table whose first column is its id.
   *
   * @param condition which rows to read, in SQL; empty for all
   */
  Set<Long> damagedIds(Connection connection, String condition, Object... bound)
      throws SQLException {
    Set<Long> damaged = new LinkedHashSet<>();
    forEachDamaged(connection, row -> damaged.add(row.getLong(1)), condition, bound);
    return damaged;
  }

  /** Number of damaged rows. */
  int countDamaged(Connection connection) throws SQLException {
    int[] count = new int[1];
    forEachDamaged(connection, row -> count[0]++, "");
    return count[0];
  }

  private interface RowConsumer {
    void accept(ResultSet row) throws SQLException;
  }

  private void forEachDamaged(
      Connection connection, RowConsumer consumer, String condition, Object... bound)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT " + values + ", " + checksum + " FROM " + table + condition)) {
      bind(select, 1, bound);
      RowChecksum sum = new RowChecksum();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          if (!isIntact(sum, row)) {
            consumer.accept(row);
          }
        }
      }
    }
  }

  /** A row's key and its checksum. */
  private record Seal(Object[] row, int checksum) {}

  /** Seals all rows, those of an earlier version. */
  void sealAll(Connection connection) throws SQLException {
    sealAll(connection, "");
  }

  private void sealAll(Connection connection, String condition) throws SQLException {
    List<Seal> seals = new ArrayList<>();
    int keys = keys();
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE " + table + " SET " + checksum + " = ?" + byKey())) {
      try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT " + values + ", " + key + " FROM " + table + condition);
          ResultSet row = select.executeQuery()) {
        int columns = row.getMetaData().getColumnCount() - keys;
        RowChecksum sum = new RowChecksum();
        while (row.next()) {
          Object[] of = new Object[keys];
          for (int i = 0; i < keys; i++) {
            of[i] = row.getObject(columns + 1 + i);
          }
          seals.add(new Seal(of, sum(sum, row, columns)));
        }
      }
      // Afterwards: a table must not be changed while it is read.
      int batched = 0;
      for (Seal seal : seals) {
        update.setInt(1, seal.checksum());
        bind(update, 2, seal.row());
        update.addBatch();
        if (++batched % CHUNK == 0) {
          update.executeBatch();
        }
      }
      update.executeBatch();
    }
  }
}
