package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.kamcl.explorer.api.MissingCrs;
import org.kamcl.explorer.domain.CrsAssignment;

/** Files that have coordinates but no CRS, and the assigned CRSs. */
final class MissingCrsTable {
  private final Connection connection;

  MissingCrsTable(Connection connection) {
    this.connection = connection;
  }

  /** The files with images in the archive, by path. */
  List<MissingCrs.UnlocatedFile> all() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT f.path, c.name, u.answered, u.epsg FROM unknown_systems u"
                    + " JOIN files f ON f.id = u.file_id JOIN collections c ON c.id = f.collection_id"
                    + " WHERE EXISTS (SELECT 1 FROM images i WHERE i.file_id = f.id"
                    + " AND i.removal IS NULL) ORDER BY f.path");
        ResultSet row = select.executeQuery()) {
      List<MissingCrs.UnlocatedFile> all = new ArrayList<>();
      while (row.next()) {
        all.add(
            new MissingCrs.UnlocatedFile(
                Path.of(row.getString(1)), row.getString(2), readAssignment(row, 3)));
      }
      return all;
    }
  }

  /**
   * The CRS assigned to a file.
   *
   * @param column index of {@code answered}; {@code epsg} follows it
   */
  static CrsAssignment readAssignment(ResultSet row, int column) throws SQLException {
    boolean given = row.getInt(column) == 1;
    int epsg = row.getInt(column + 1);
    return new CrsAssignment(given, row.wasNull() ? OptionalInt.empty() : OptionalInt.of(epsg));
  }

  /**
   * Stores the CRS assigned to a file.
   *
   * @param answer empty if the file is not missing a CRS
   */
  void save(long file, Optional<CrsAssignment> answer) throws SQLException {
    if (answer.isEmpty()) {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM unknown_systems WHERE file_id = ?")) {
        delete.setLong(1, file);
        delete.executeUpdate();
      }
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO unknown_systems (file_id, answered, epsg)"
                + " VALUES (?, ?, ?)")) {
      insert.setLong(1, file);
      insert.setInt(2, answer.get().decided() ? 1 : 0);
      if (answer.get().epsg().isPresent()) {
        insert.setInt(3, answer.get().epsg().getAsInt());
      } else {
        insert.setNull(3, Types.INTEGER);
      }
      insert.executeUpdate();
    }
  }
}
