package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Finds the captions that people wrote in the captioning queue by their words. They belong to
 * images and not to files, and there are few of them: an index in memory is made for each search,
 * which takes about 10 ms for 1,000 captions.
 */
final class WrittenWords {
  private WrittenWords() {}

  /** A caption that was found. */
  private record Found(long image, String caption) {}

  /** Captions with all typed words, best match first. */
  static Stream<String> captions(Connection catalog, String typed) throws SQLException {
    return found(catalog, typed).stream().map(Found::caption);
  }

  /** Ids of the images that have a caption with all typed words. */
  static LongStream images(Connection catalog, String typed) throws SQLException {
    return found(catalog, typed).stream().mapToLong(Found::image);
  }

  private static List<Found> found(Connection catalog, String typed) throws SQLException {
    String expression = FullTextSearch.expression(typed);
    if (expression.isEmpty()) {
      return List.of();
    }
    Map<Long, List<String>> written = CaptioningStore.written(catalog);
    if (written.isEmpty()) {
      return List.of();
    }
    try (Connection memory = CatalogOpener.memory()) {
      Sql.execute(
          memory,
          "CREATE VIRTUAL TABLE words USING fts5 (caption, image UNINDEXED,"
              + " tokenize = 'unicode61 remove_diacritics 2')");
      try (PreparedStatement insert =
          memory.prepareStatement("INSERT INTO words (caption, image) VALUES (?, ?)")) {
        for (Map.Entry<Long, List<String>> entry : written.entrySet()) {
          for (String caption : entry.getValue()) {
            insert.setString(1, caption);
            insert.setLong(2, entry.getKey());
            insert.executeUpdate();
          }
        }
      }
      return search(memory, expression);
    }
  }

  private static List<Found> search(Connection memory, String expression) throws SQLException {
    List<Found> found = new ArrayList<>();
    try (PreparedStatement select =
        memory.prepareStatement(
            "SELECT image, caption FROM words WHERE words MATCH ? ORDER BY rank, rowid")) {
      select.setString(1, expression);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(new Found(row.getLong(1), row.getString(2)));
        }
      }
    }
    return found;
  }
}
