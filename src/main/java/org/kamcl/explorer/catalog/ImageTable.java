package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kamcl.error.ProblemJson;
import org.kamcl.explorer.archive.FootprintText;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.domain.TileBounds;

/** The images. */
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
      SealedTable.IMAGES.seal(connection, id);
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

  /** Deletes the images of a file that are damaged. */
  void deleteDamaged(long file) throws SQLException {
    for (long image : damaged(file)) {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM images WHERE id = ?")) {
        delete.setLong(1, image);
        delete.executeUpdate();
      }
    }
  }

  /** Ids of the images of a file that are damaged. */
  Set<Long> damaged(long file) throws SQLException {
    return SealedTable.IMAGES.damagedIds(
        connection, " WHERE file_id = ? AND removal IS NULL", file);
  }
}
