package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Files that could not be used when they were last read. */
final class ProblemTable {
  private final Connection connection;

  ProblemTable(Connection connection) {
    this.connection = connection;
  }

  List<FileProblem> all() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT path, folder, collection, reason FROM problems ORDER BY path");
        ResultSet row = select.executeQuery()) {
      List<FileProblem> all = new ArrayList<>();
      while (row.next()) {
        all.add(
            new FileProblem(
                Path.of(row.getString(1)),
                Path.of(row.getString(2)),
                row.getString(3),
                row.getString(4)));
      }
      return all;
    }
  }

  void save(FileProblem problem) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO problems (path, folder, collection, reason)"
                + " VALUES (?, ?, ?, ?)")) {
      insert.setString(1, problem.file().toString());
      insert.setString(2, problem.folder().toString());
      insert.setString(3, problem.collection());
      insert.setString(4, problem.reason());
      insert.executeUpdate();
    }
  }

  void delete(Path file) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM problems WHERE path = ?")) {
      delete.setString(1, file.toString());
      delete.executeUpdate();
    }
  }
}
