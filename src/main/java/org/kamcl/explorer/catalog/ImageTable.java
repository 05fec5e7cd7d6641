package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.TileBounds;

// The images.
final class ImageTable {
  private final Connection connection;

  ImageTable(Connection connection) {
    this.connection = connection;
  }

  /**
   * Inserts or updates an image.
   *
   * @return its id
   */
  long save(long file, ImageEntry entry) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO images (file_id, part, x, y, width, height, ring, metres_per_pixel, date,"
                + " crs, warnings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (file_id, part, x, y, width, height) DO UPDATE SET"
                + " ring = excluded.ring, metres_per_pixel = excluded.metres_per_pixel,"
                + " date = excluded.date, crs = excluded.crs, warnings = excluded.warnings,"
                + " removal = NULL RETURNING id")) {
      insert.setLong(1, file);
      insert.setInt(2, entry.tile().isPresent() ? 1 : 0);
      insert.setInt(3, entry.tile().map(TileBounds::x).orElse(0));
      insert.setInt(4, entry.tile().map(TileBounds::y).orElse(0));
      insert.setInt(5, entry.width());
      insert.setInt(6, entry.height());
      insert.setString(7, entry.footprint().map(FootprintText::format).orElse(null));
      if (entry.gsd().isPresent()) {
        insert.setDouble(8, entry.gsd().getAsDouble());
      } else {
        insert.setNull(8, Types.REAL);
      }
      insert.setString(9, entry.date().map(LocalDate::toString).orElse(null));
      insert.setString(10, entry.crs());
      insert.setString(11, ProblemJson.format(entry.warnings()));
      long id;
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        id = row.getLong(1);
      }
      new BoundingBoxTable(connection).save(id, entry.footprint());
      return id;
    }
  }

  /** Ids of the images of a file by tile; an empty key stands for the whole file. */
  Map<Optional<TileBounds>, Long> tileIds(long file) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id, part, x, y, width, height FROM images"
                + " WHERE file_id = ? AND removal IS NULL")) {
      select.setLong(1, file);
      try (ResultSet row = select.executeQuery()) {
        Map<Optional<TileBounds>, Long> parts = new HashMap<>();
        while (row.next()) {
          Optional<TileBounds> window =
              row.getInt(2) == 0
                  ? Optional.empty()
                  : Optional.of(
                      new TileBounds(row.getInt(3), row.getInt(4), row.getInt(5), row.getInt(6)));
          parts.put(window, row.getLong(1));
        }
        return parts;
      }
    }
  }

  /** Deletes the embeddings of an image. */
  void deleteEmbeddings(long image) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM embeddings WHERE image_id = ?")) {
      delete.setLong(1, image);
      delete.executeUpdate();
    }
  }

  /** Deletes an image unless it has tags or feedback: its tile may be used again. */
  void deleteUnlessLabeled(long image) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM images WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM image_tags"
                + " WHERE image_id = ?1) AND NOT EXISTS (SELECT 1 FROM judgements"
                + " WHERE image_id = ?1)")) {
      delete.setLong(1, image);
      delete.executeUpdate();
    }
  }

  /** Number of images, and of images without a footprint. */
  int[] counts() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT count(*), count(*) - count(ring) FROM images WHERE removal IS NULL");
        ResultSet row = select.executeQuery()) {
      row.next();
      return new int[] {row.getInt(1), row.getInt(2)};
    }
  }

  /** All images in the order they were added. */
  List<ImageRecord> all() throws SQLException {
    Map<Long, List<String>> captions = captions();
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT i.id, c.name, f.path, i.part, i.x, i.y, i.width, i.height, i.ring,"
                    + " i.metres_per_pixel, i.date, i.crs, i.warnings, f.id FROM images i"
                    + " JOIN files f ON f.id = i.file_id"
                    + " JOIN collections c ON c.id = f.collection_id"
                    + " WHERE i.removal IS NULL ORDER BY i.id");
        ResultSet row = select.executeQuery()) {
      List<ImageRecord> images = new ArrayList<>();
      while (row.next()) {
        images.add(image(row, captions));
      }
      return images;
    }
  }

  private static ImageRecord image(ResultSet row, Map<Long, List<String>> captions)
      throws SQLException {
    boolean part = row.getInt(4) == 1;
    int width = row.getInt(7);
    int height = row.getInt(8);
    double metres = row.getDouble(10);
    boolean coarse = row.wasNull();
    Path file = Path.of(row.getString(3));
    if (row.getString(3).isEmpty()) {
      StoredValue.warn("the path", "image " + row.getLong(1));
    }
    return ImageRecord.builder(row.getLong(1), row.getString(2), file)
        .tile(
            part
                ? Optional.of(new TileBounds(row.getInt(5), row.getInt(6), width, height))
                : Optional.empty())
        .size(width, height)
        .footprint(StoredValue.read(row.getString(9), FootprintText::parse, "the footprint", file))
        .gsd(coarse ? OptionalDouble.empty() : OptionalDouble.of(metres))
        .date(StoredValue.read(row.getString(11), LocalDate::parse, "the date", file))
        .crs(row.getString(12))
        // A caption of a whole scene need not describe each of its tiles.
        .captions(part ? List.of() : captions.getOrDefault(row.getLong(14), List.of()))
        .warnings(warnings(row.getString(13), file))
        .build();
  }

  private static List<Problem> warnings(String json, Path file) {
    return StoredValue.read(json, ProblemJson::parseList, "the warnings", file)
        .orElse(List.of())
        .stream()
        .map(warning -> warning.in(file))
        .toList();
  }

  private Map<Long, List<String>> captions() throws SQLException {
    // A row a file: asking for five times as many rows takes longer than to split them.
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT file_id, group_concat(sentence, char(0x1f)) FROM (SELECT file_id, sentence"
                    + " FROM captions ORDER BY file_id, id) GROUP BY file_id");
        ResultSet row = select.executeQuery()) {
      Map<Long, List<String>> captions = new HashMap<>();
      while (row.next()) {
        captions.put(row.getLong(1), List.of(row.getString(2).split("\u001f", -1)));
      }
      return captions;
    }
  }
}
