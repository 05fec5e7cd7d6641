package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.kamcl.error.ProblemJson;

/** Files that could not be indexed when they were last read. */
final class ProblemTable {
  private final Connection connection;

  ProblemTable(Connection connection) {
    this.connection = connection;
  }

  List<FileProblem> all() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT path, folder, collection, problem FROM problems ORDER BY path");
        ResultSet row = select.executeQuery()) {
      List<FileProblem> all = new ArrayList<>();
      while (row.next()) {
        Path file = Path.of(row.getString(1));
        Path folder = Path.of(row.getString(2));
        String collection = row.getString(3);
        StoredValue.read(row.getString(4), ProblemJson::parse, "the problem", file)
            .ifPresent(
                problem -> all.add(new FileProblem(file, folder, collection, problem.in(file))));
      }
      return all;
    }
  }

  void save(FileProblem problem) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO problems (path, folder, collection, problem)"
                + " VALUES (?, ?, ?, ?)")) {
      insert.setString(1, problem.file().toString());
      insert.setString(2, problem.folder().toString());
      insert.setString(3, problem.collection());
      insert.setString(4, ProblemJson.format(problem.problem()));
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
