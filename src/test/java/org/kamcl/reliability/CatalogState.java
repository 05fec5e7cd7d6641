package org.kamcl.reliability;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a catalog holds, read with plain SQL: its invariants and its rows. */
final class CatalogState {
  private static final double NORM_TOLERANCE = 2e-3;
  private static final double ROUNDING = 1e-5;

  /** Queries that find no row in a sound catalog, with what a row means. */
  private static final List<List<String>> IMPOSSIBLE =
      List.of(
          List.of(
              "an image without a file",
              "SELECT id FROM images WHERE file_id NOT IN (SELECT id FROM files)"),
          List.of(
              "a file without its images",
              "SELECT f.id FROM files f WHERE f.pictures <>"
                  + " (SELECT count(*) FROM images i WHERE i.file_id = f.id)"),
          List.of(
              "an embedding without an image",
              "SELECT image_id FROM embeddings WHERE image_id NOT IN (SELECT id FROM images)"),
          List.of(
              "an image without an embedding",
              "SELECT id FROM images WHERE removal IS NULL"
                  + " AND id NOT IN (SELECT image_id FROM embeddings)"),
          List.of(
              "a file with other images than were counted",
              "SELECT f.path FROM files f LEFT JOIN expected_files e ON e.path = f.path"
                  + " WHERE e.images IS NOT (SELECT count(*) FROM images i"
                  + " WHERE i.file_id = f.id AND i.removal IS NULL)"),
          List.of(
              "a counted file that is not there",
              "SELECT path FROM expected_files WHERE path NOT IN (SELECT path FROM files)"),
          List.of(
              "a caption without a file",
              "SELECT id FROM captions WHERE file_id NOT IN (SELECT id FROM files)"),
          List.of(
              "a tag of no image",
              "SELECT image_id FROM image_tags WHERE image_id NOT IN (SELECT id FROM images)"));

  private CatalogState() {}

  /** Violated invariants of a catalog; none if it does not exist. */
  static List<String> violations(Path file) {
    List<String> found = new ArrayList<>();
    if (!Files.exists(file)) {
      return found;
    }
    try (Connection open = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = open.createStatement()) {
      if (number(statement, "SELECT count(*) FROM sqlite_master WHERE name = 'embeddings'") == 0) {
        // Killed before the first migration.
        return found;
      }
      for (String problem : texts(statement, "PRAGMA integrity_check")) {
        if (!problem.equals("ok")) {
          found.add("integrity_check: " + problem);
        }
      }
      if (!texts(statement, "PRAGMA foreign_key_check").isEmpty()) {
        found.add("foreign_key_check");
      }
      for (List<String> rule : IMPOSSIBLE) {
        List<String> rows = texts(statement, rule.get(1));
        if (!rows.isEmpty()) {
          found.add(rule.get(0) + ": " + rows.size() + " rows");
        }
      }
      found.addAll(damagedVectors(statement));
    } catch (SQLException e) {
      found.add(e.getMessage());
    }
    return found;
  }

  private static List<String> damagedVectors(Statement statement) throws SQLException {
    List<String> found = new ArrayList<>();
    int length = -1;
    int concepts = -1;
    try (ResultSet row =
        statement.executeQuery("SELECT image_id, vector, concepts FROM embeddings")) {
      while (row.next()) {
        byte[] vector = row.getBytes(2);
        length = length < 0 ? vector.length : length;
        concepts = concepts < 0 ? row.getBytes(3).length : concepts;
        ByteBuffer floats = ByteBuffer.wrap(vector).order(ByteOrder.LITTLE_ENDIAN);
        double squares = 0;
        while (floats.remaining() >= Float.BYTES) {
          float x = floats.getFloat();
          squares += x * x;
        }
        if (vector.length != length
            || row.getBytes(3).length != concepts
            || !(Math.abs(Math.sqrt(squares) - 1) < NORM_TOLERANCE)) {
          found.add("the embedding of image " + row.getLong(1));
        }
      }
    }
    return found;
  }

  /** The vectors of the images, by file and place in the file. */
  static Map<String, float[]> vectors(Path file) {
    Map<String, float[]> vectors = new TreeMap<>();
    try (Connection open = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = open.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT f.path || ' ' || i.x || ' ' || i.y, e.vector FROM images i"
                    + " JOIN files f ON f.id = i.file_id"
                    + " JOIN embeddings e ON e.image_id = i.id WHERE i.removal IS NULL")) {
      while (row.next()) {
        ByteBuffer bytes = ByteBuffer.wrap(row.getBytes(2)).order(ByteOrder.LITTLE_ENDIAN);
        float[] vector = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(vector);
        vectors.put(row.getString(1), vector);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return vectors;
  }

  /**
   * The images whose vectors differ by more than rounding: the last bits depend on how many images
   * are embedded at once, which a kill changes.
   */
  static List<String> differences(Map<String, float[]> vectors, Map<String, float[]> expected) {
    List<String> found = new ArrayList<>();
    if (!vectors.keySet().equals(expected.keySet())) {
      found.add("other images have vectors");
      return found;
    }
    vectors.forEach(
        (image, vector) -> {
          float[] other = expected.get(image);
          boolean same = vector.length == other.length;
          for (int i = 0; same && i < vector.length; i++) {
            same = Math.abs(vector[i] - other[i]) <= ROUNDING;
          }
          if (!same) {
            found.add("another vector of " + image);
          }
        });
    return found;
  }

  /** The rows of files, images, captions and concepts, without ids and times, sorted. */
  static List<String> rows(Path file) {
    List<String> rows = new ArrayList<>();
    try (Connection open = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = open.createStatement()) {
      try (ResultSet row =
          statement.executeQuery(
              "SELECT f.path, f.size, f.sha256, f.tiling, i.x, i.y, i.width, i.height, i.ring,"
                  + " i.metres_per_pixel, i.date, i.crs, i.warnings, c.name, e.concepts"
                  + " FROM images i JOIN files f ON f.id = i.file_id"
                  + " JOIN collections c ON c.id = f.collection_id"
                  + " LEFT JOIN embeddings e ON e.image_id = i.id WHERE i.removal IS NULL")) {
        while (row.next()) {
          StringBuilder text = new StringBuilder("image");
          for (int i = 1; i <= 14; i++) {
            text.append(' ').append(row.getString(i));
          }
          rows.add(text.append(' ').append(Arrays.hashCode(row.getBytes(15))).toString());
        }
      }
      for (String caption :
          texts(
              statement,
              "SELECT f.path || ' ' || c.split || ' ' || c.sentence FROM captions c"
                  + " JOIN files f ON f.id = c.file_id")) {
        rows.add("caption " + caption);
      }
      for (String problem : texts(statement, "SELECT path || ' ' || problem FROM problems")) {
        rows.add("problem " + problem);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    rows.sort(null);
    return rows;
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private static List<String> texts(Statement statement, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }
}
