package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.domain.Footprint;

/** Boxes around footprints, in an R*Tree: two for a footprint across the date line. */
final class BoundingBoxTable {
  private final Connection connection;

  BoundingBoxTable(Connection connection) {
    this.connection = connection;
  }

  void save(long image, Optional<Footprint> footprint) throws SQLException {
    List<double[]> boxes = footprint.map(Footprint::boundingBoxes).orElse(List.of());
    try (PreparedStatement delete = connection.prepareStatement("DELETE FROM boxes WHERE id = ?")) {
      for (int i = boxes.size(); i < 2; i++) {
        delete.setLong(1, 2 * image + i);
        delete.executeUpdate();
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO boxes (id, west, east, south, north)"
                + " VALUES (?, ?, ?, ?, ?)")) {
      for (int i = 0; i < boxes.size(); i++) {
        double[] box = boxes.get(i);
        insert.setLong(1, 2 * image + i);
        insert.setDouble(2, box[0]);
        insert.setDouble(3, box[2]);
        insert.setDouble(4, box[1]);
        insert.setDouble(5, box[3]);
        insert.executeUpdate();
      }
    }
  }

  /** Computes the bounding boxes of all images, for catalogs that had none. */
  void fill() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT id, ring FROM images WHERE ring IS NOT NULL");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        save(row.getLong(1), Optional.of(FootprintText.parse(row.getString(2))));
      }
    }
  }
}
