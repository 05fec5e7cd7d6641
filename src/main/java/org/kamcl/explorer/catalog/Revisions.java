package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Versions for caches in memory and in files beside the catalog. A version is a random token that
 * is stored in the catalog: a counter would have the same values in a restored copy of the file.
 */
final class Revisions {
  private final Connection connection;

  Revisions(Connection connection) {
    this.connection = connection;
  }

  /** Metadata of images changed. */
  void imagesChanged() throws SQLException {
    update("UPDATE revisions SET value = random() WHERE name = 'pictures'");
  }

  /** Images with embeddings were added. */
  void embeddingsAdded() throws SQLException {
    imagesChanged();
    update("INSERT INTO embedding_versions (token) VALUES (random())");
  }

  /** Embeddings were removed or replaced. */
  void embeddingsRemoved() throws SQLException {
    update("DELETE FROM embedding_versions");
    embeddingsAdded();
  }

  private void update(String sql) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.executeUpdate();
    }
  }

  /** The version of the images. */
  long images() throws SQLException {
    return number("SELECT value FROM revisions WHERE name = 'pictures'");
  }

  /** The version of the embeddings. */
  long embeddings() throws SQLException {
    return number("SELECT token FROM embedding_versions ORDER BY id DESC LIMIT 1");
  }

  /** Whether all embeddings of a version are stored unchanged. */
  boolean holdsEmbeddingsOf(long version) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT 1 FROM embedding_versions WHERE token = ?")) {
      select.setLong(1, version);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  private long number(String sql) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
