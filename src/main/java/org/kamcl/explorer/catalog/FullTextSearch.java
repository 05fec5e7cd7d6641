package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds captions and files by the words in them. */
final class FullTextSearch {
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{Co}]+");

  private final Connection connection;

  FullTextSearch(Connection connection) {
    this.connection = connection;
  }

  /**
   * The full-text expression for typed words: all words, the last one as a prefix.
   *
   * @return empty if there is no word
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

  /**
   * Distinct captions of images in the archive with all words, best match first.
   *
   * @param damagedFiles ids of files whose captions are left out
   */
  List<String> captions(String typed, int top, Set<Long> damagedFiles) throws SQLException {
    String expression = expression(typed);
    List<String> found = new ArrayList<>();
    if (expression.isEmpty()) {
      return found;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            // Limits the candidates: a frequent word has a hundred thousand captions, and the user
            // is typing.
            "SELECT s.sentence FROM (SELECT rowid AS id, rank AS distance FROM caption_words"
                + " WHERE caption_words MATCH ? LIMIT 2000) w JOIN captions s ON s.id = w.id"
                + " WHERE EXISTS (SELECT 1 FROM images i"
                + " WHERE i.file_id = s.file_id AND i.removal IS NULL)"
                + FileTable.notIn(damagedFiles)
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

  /** Ids of images in the archive whose captions or path contain all words, ascending. */
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
