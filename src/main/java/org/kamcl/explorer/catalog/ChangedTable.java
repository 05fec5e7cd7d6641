package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table that does not hold the rows that the program wrote, or holds them changed.
 *
 * @param table name in SQL
 * @param rows number of rows that are gone, were added, exchanged or damaged
 */
public record ChangedTable(String table, long rows) {
  /** The table of the embeddings. */
  public static final String EMBEDDINGS = "embeddings";

  /**
   * Those that are small; rows of the others are compared when they are read. A saved search is
   * compared when it is used.
   */
  private static final List<SealedTable> READ_WHOLE =
      List.of(
          SealedTable.COLLECTIONS,
          SealedTable.RENDERINGS,
          SealedTable.STATISTICS,
          SealedTable.TAGS,
          SealedTable.MODELS,
          SealedTable.CAPTIONING);

  /** The tables that differ. */
  static List<ChangedTable> all(Connection connection) throws SQLException {
    Map<String, Long> changed = new LinkedHashMap<>();
    for (CountedRows rows : CountedRows.values()) {
      changed.merge(rows.table(), rows.different(connection), Long::sum);
    }
    for (SealedTable table : READ_WHOLE) {
      changed.merge(table.table(), (long) table.countDamaged(connection), Long::sum);
    }
    for (WordIndex words : WordIndex.values()) {
      changed.merge(words.index(), words.different(connection), Long::sum);
    }
    return changed.entrySet().stream()
        .filter(table -> table.getValue() > 0)
        .map(table -> new ChangedTable(table.getKey(), table.getValue()))
        .toList();
  }
}
