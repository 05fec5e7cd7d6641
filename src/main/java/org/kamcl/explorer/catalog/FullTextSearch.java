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

  /** Limits the candidates: a frequent word has a hundred thousand captions, and the user types. */
  private static final int CANDIDATES = 2000;

  private final Connection rows;
  private final Connection words;

  /**
   * @param rows the catalog
   * @param words what holds the indexes of words: the catalog, or {@link OwnWords}
   */
  FullTextSearch(Connection rows, Connection words) {
    this.rows = rows;
    this.words = words;
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
    String candidates =
        matches(
            "SELECT json_group_array(json_array(rowid, rank)) FROM (SELECT rowid, rank"
                + " FROM caption_words WHERE caption_words MATCH ? LIMIT "
                + CANDIDATES
                + ")",
            expression);
    try (PreparedStatement select =
        rows.prepareStatement(
            "SELECT s.sentence FROM json_each(?) w JOIN captions s ON s.id = w.value ->> 0"
                + " WHERE EXISTS (SELECT 1 FROM images i"
                + " WHERE i.file_id = s.file_id AND i.removal IS NULL)"
                + FileTable.notIn(damagedFiles)
                + " GROUP BY s.sentence ORDER BY min(w.value ->> 1), min(s.id) LIMIT ?")) {
      select.setString(1, candidates);
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
        rows.prepareStatement(
            "SELECT i.id FROM images i WHERE i.removal IS NULL AND i.file_id IN ("
                + "SELECT file_id FROM captions WHERE id IN (SELECT value FROM json_each(?1))"
                + " UNION SELECT value FROM json_each(?2)) ORDER BY i.id")) {
      select.setString(1, rows(WordIndex.CAPTION_WORDS, expression));
      select.setString(2, rows(WordIndex.FILE_WORDS, expression));
      return IdList.of(select);
    }
  }

  private String rows(WordIndex index, String expression) throws SQLException {
    return matches(
        "SELECT json_group_array(rowid) FROM %1$s WHERE %1$s MATCH ?".formatted(index.index()),
        expression);
  }

  /** A JSON array of what an index finds. */
  private String matches(String sql, String expression) throws SQLException {
    try (PreparedStatement select = words.prepareStatement(sql)) {
      select.setString(1, expression);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getString(1) : "[]";
      }
    }
  }
}
