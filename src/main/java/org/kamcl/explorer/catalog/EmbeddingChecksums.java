package org.kamcl.explorer.catalog;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Detects damaged embeddings. SQLite has no checksums of its own, and a vector with flipped signs
 * still has unit length, so each row has a checksum (CRC32C) of its values and its keys.
 */
final class EmbeddingChecksums {
  /** Difference from unit length that rounding to float32 cannot explain. */
  private static final double NORM_TOLERANCE = 1e-3;

  private static final int KEY_BYTES = 2 * Long.BYTES + 2 * Integer.BYTES;
  private static final int CHUNK = 1_000;

  private EmbeddingChecksums() {}

  /** Checksum of an image's embedding. */
  static int of(long model, long image, byte[] vector, byte[] concepts) {
    CRC32C checksum = new CRC32C();
    checksum.update(keys(model, image, vector.length, concepts.length));
    checksum.update(vector);
    checksum.update(concepts);
    return (int) checksum.getValue();
  }

  /** Checksum of a text's embedding. */
  static int of(long model, String text, byte[] vector) {
    byte[] sentence = text.getBytes(StandardCharsets.UTF_8);
    CRC32C checksum = new CRC32C();
    checksum.update(keys(model, 0, vector.length, sentence.length));
    checksum.update(vector);
    checksum.update(sentence);
    return (int) checksum.getValue();
  }

  private static ByteBuffer keys(long model, long image, int vector, int other) {
    return ByteBuffer.allocate(KEY_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(model)
        .putLong(image)
        .putInt(vector)
        .putInt(other)
        .flip();
  }

  /** Whether a vector has values, all finite, and unit length. */
  static boolean isUnit(float[] vector) {
    // Four sums are computed in parallel by the processor, one is not.
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < vector.length; i += 4) {
      a += vector[i] * vector[i];
      b += vector[i + 1] * vector[i + 1];
      c += vector[i + 2] * vector[i + 2];
      d += vector[i + 3] * vector[i + 3];
    }
    for (; i < vector.length; i++) {
      a += vector[i] * vector[i];
    }
    return Math.abs(a + b + c + d - 1) < NORM_TOLERANCE;
  }

  /**
   * Computes the checksums of rows that were written without. Rows that are damaged already keep
   * none: vectors of another length than most of the model, or not of unit length.
   */
  static void fill(Connection connection) throws SQLException {
    fillImages(connection);
    fillTexts(connection);
  }

  /**
   * The most frequent lengths of the rows of each model.
   *
   * @param vector bytes
   * @param concepts bytes
   */
  private record Lengths(int vector, int concepts) {}

  private static Map<Long, Lengths> usualLengths(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT model_id, length(vector), length(concepts) FROM embeddings"
                    + " GROUP BY 1, 2, 3 ORDER BY count(*)");
        ResultSet row = select.executeQuery()) {
      Map<Long, Lengths> usual = new HashMap<>();
      while (row.next()) {
        usual.put(row.getLong(1), new Lengths(row.getInt(2), row.getInt(3)));
      }
      return usual;
    }
  }

  /** A row and its checksum. */
  private record Filled(long row, int checksum) {}

  private static void fillImages(Connection connection) throws SQLException {
    Map<Long, Lengths> usual = usualLengths(connection);
    fill(
        connection,
        "SELECT rowid, model_id, image_id, vector, concepts FROM embeddings WHERE rowid > ?"
            + " ORDER BY rowid LIMIT ",
        "UPDATE embeddings SET checksum = ? WHERE rowid = ?",
        row -> {
          byte[] vector = row.getBytes(4);
          byte[] concepts = row.getBytes(5);
          return new Lengths(vector.length, concepts.length).equals(usual.get(row.getLong(2)))
                  && isUnit(Blobs.decode(vector))
              ? of(row.getLong(2), row.getLong(3), vector, concepts)
              : null;
        });
  }

  private static void fillTexts(Connection connection) throws SQLException {
    fill(
        connection,
        "SELECT rowid, model_id, sentence, vector FROM sentences WHERE rowid > ?"
            + " ORDER BY rowid LIMIT ",
        "UPDATE sentences SET checksum = ? WHERE rowid = ?",
        row -> {
          byte[] vector = row.getBytes(4);
          return isUnit(Blobs.decode(vector)) ? of(row.getLong(2), row.getString(3), vector) : null;
        });
  }

  /** Computes the checksum of a row; null for a damaged one. */
  private interface RowChecksum {
    Integer of(ResultSet row) throws SQLException;
  }

  /** Reads and updates in turn: a table must not be changed while it is read. */
  private static void fill(Connection connection, String query, String change, RowChecksum checksum)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query + CHUNK);
        PreparedStatement update = connection.prepareStatement(change)) {
      long last = Long.MIN_VALUE;
      int read;
      do {
        List<Filled> filled = new ArrayList<>();
        read = 0;
        select.setLong(1, last);
        try (ResultSet row = select.executeQuery()) {
          for (; row.next(); read++) {
            last = row.getLong(1);
            Integer sum = checksum.of(row);
            if (sum != null) {
              filled.add(new Filled(last, sum));
            }
          }
        }
        for (Filled one : filled) {
          update.setInt(1, one.checksum());
          update.setLong(2, one.row());
          update.executeUpdate();
        }
      } while (read == CHUNK);
    }
  }
}
