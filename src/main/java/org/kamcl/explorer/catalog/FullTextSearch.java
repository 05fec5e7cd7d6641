package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds captions and files by the words in them. */
final class FullTextSearch {
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{Co}]+");

  private final Connection connection;

  FullTextSearch(Connection connection) {
    this.connection = connection;
  }

  /**
   * What people type as an expression that finds all the words, the last one by its beginning.
   *
   * @return empty where there is no word
   */
  static String expression(String typed) {
    StringBuilder expression = new StringBuilder();
    for (String word : NO_WORD.split(typed.toLowerCase(Locale.ROOT))) {
      if (!word.isEmpty()) {
        // In quotes, or AND, NEAR and the like were commands.
        expression.append(expression.isEmpty() ? "" : " ").append('"').append(word).append('"');
      }
    }
    return expression.isEmpty() ? "" : expression.append('*').toString();
  }

  /** Distinct captions of present pictures with all the words, best first. */
  List<String> captions(String typed, int top) throws SQLException {
    String expression = expression(typed);
    List<String> found = new ArrayList<>();
    if (expression.isEmpty()) {
      return found;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            // A word that is everywhere has a hundred thousand captions, and somebody types.
            "SELECT s.sentence FROM (SELECT rowid AS id, rank AS distance FROM caption_words"
                + " WHERE caption_words MATCH ? LIMIT 2000) w JOIN captions s ON s.id = w.id"
                + " WHERE EXISTS (SELECT 1 FROM images i"
                + " WHERE i.file_id = s.file_id AND i.removal IS NULL)"
                + " GROUP BY s.sentence ORDER BY min(w.distance), min(s.id) LIMIT ?")) {
      select.setString(1, expression);
      select.setInt(2, Math.max(0, top));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(row.getString(1));
        }
      }
    }
    return found;
  }

  /** Ids of present pictures whose captions or path have all the words, ascending. */
  long[] images(String typed) throws SQLException {
    String expression = expression(typed);
    if (expression.isEmpty()) {
      return new long[0];
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT i.id FROM images i WHERE i.removal IS NULL AND i.file_id IN ("
                + "SELECT s.file_id FROM caption_words w JOIN captions s ON s.id = w.rowid"
                + " WHERE caption_words MATCH ?1"
                + " UNION SELECT rowid FROM file_words WHERE file_words MATCH ?1) ORDER BY i.id")) {
      select.setString(1, expression);
      return IdList.of(select);
    }
  }
}
