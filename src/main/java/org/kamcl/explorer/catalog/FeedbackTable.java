package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kamcl.explorer.domain.RelevanceFeedback;

/** Relevance feedback by query. */
final class FeedbackTable {
  private final Connection connection;

  FeedbackTable(Connection connection) {
    this.connection = connection;
  }

  RelevanceFeedback feedback(String query) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT j.image_id, j.good, j.query, j.checksum FROM judgements j JOIN images i ON i.id = j.image_id"
                + " WHERE j.query = ? AND i.removal IS NULL")) {
      select.setString(1, new StoredNames(connection).ratedQuery(query));
      try (ResultSet row = select.executeQuery()) {
        Set<Long> good = new HashSet<>();
        Set<Long> bad = new HashSet<>();
        RowChecksum checksum = new RowChecksum();
        while (row.next()) {
          checksum.begin().add(row.getString(3)).add(row.getLong(1)).add(row.getLong(2));
          if (!checksum.matches(row, 4)) {
            StoredValue.warn("relevance feedback", query);
            continue;
          }
          (row.getInt(2) == 1 ? good : bad).add(row.getLong(1));
        }
        return new RelevanceFeedback(good, bad);
      }
    }
  }

  /** The queries with ratings of images that are not removed. */
  List<String> queries() throws SQLException {
    List<String> queries = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT DISTINCT j.query FROM judgements j JOIN images i ON i.id = j.image_id"
                    + " WHERE i.removal IS NULL ORDER BY j.query");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        queries.add(row.getString(1));
      }
    }
    return queries;
  }

  /** Stores a rating; ids without an image are ignored. */
  void save(String query, long image, RelevanceFeedback.Rating rating) throws SQLException {
    String stored = new StoredNames(connection).ratedQuery(query);
    String sql =
        rating == RelevanceFeedback.Rating.NONE
            ? "DELETE FROM judgements WHERE query = ? AND image_id = ?"
            : "INSERT OR REPLACE INTO judgements (query, image_id, good)"
                + " SELECT ?, id, ? FROM images WHERE id = ?";
    try (PreparedStatement change = connection.prepareStatement(sql)) {
      change.setString(1, stored);
      if (rating == RelevanceFeedback.Rating.NONE) {
        change.setLong(2, image);
      } else {
        change.setInt(2, rating == RelevanceFeedback.Rating.RELEVANT ? 1 : 0);
        change.setLong(3, image);
      }
      change.executeUpdate();
    }
    SealedTable.FEEDBACK.seal(connection, stored, image);
  }
}
