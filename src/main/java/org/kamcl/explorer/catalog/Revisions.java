package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Version counters for caches in memory and in files beside the catalog. */
final class Revisions {
  private final Connection connection;

  Revisions(Connection connection) {
    this.connection = connection;
  }

  /** Metadata of images changed. */
  void imagesChanged() throws SQLException {
    count("UPDATE revisions SET value = value + 1 WHERE name = 'pictures'");
  }

  /** Images with embeddings were added. */
  void embeddingsAdded() throws SQLException {
    count("UPDATE revisions SET value = value + 1 WHERE name IN ('pictures', 'vectors')");
  }

  /** Embeddings were removed or replaced. */
  void embeddingsRemoved() throws SQLException {
    count("UPDATE revisions SET value = value + 1 WHERE name IN ('pictures', 'vectors', 'losses')");
  }

  private void count(String sql) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.executeUpdate();
    }
  }

  /**
   * The value of a counter.
   *
   * @param name name of the counter; {@code archive} identifies this catalog
   */
  long value(String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT value FROM revisions WHERE name = ?")) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
