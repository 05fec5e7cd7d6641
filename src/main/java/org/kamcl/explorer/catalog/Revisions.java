package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Counts of changes, for what is kept elsewhere: memory, files beside the catalogue. */
final class Revisions {
  private final Connection connection;

  Revisions(Connection connection) {
    this.connection = connection;
  }

  /** What is said of pictures changed: records are to be read again. */
  void imagesChanged() throws SQLException {
    count("UPDATE revisions SET value = value + 1 WHERE name = 'pictures'");
  }

  /** Vectors came, and with them pictures. */
  void embeddingsAdded() throws SQLException {
    count("UPDATE revisions SET value = value + 1 WHERE name IN ('pictures', 'vectors')");
  }

  /** Vectors went, or are others than before. */
  void embeddingsRemoved() throws SQLException {
    count("UPDATE revisions SET value = value + 1 WHERE name IN ('pictures', 'vectors', 'losses')");
  }

  private void count(String sql) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.executeUpdate();
    }
  }

  /**
   * @param name of a count; {@code archive} tells this file from others
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
