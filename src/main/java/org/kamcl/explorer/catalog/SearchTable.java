package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kamcl.explorer.api.SearchLibrary;
import org.kamcl.explorer.archive.SearchRequestJson;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.explorer.query.QueryWriter;

/** Searches that were made and those that are kept. */
final class SearchTable {

  /** Older ones of the history are forgotten. */
  private static final int KEPT = 500;

  private static final String COLUMNS =
      "id, name, query, filter, feedback, top, used, strong, checksum";

  private final Connection connection;

  SearchTable(Connection connection) {
    this.connection = connection;
  }

  List<SearchLibrary.Entry> history(int top) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM searches WHERE name IS NULL ORDER BY used DESC, id DESC LIMIT ?")) {
      select.setInt(1, Math.max(0, top));
      return entries(select);
    }
  }

  List<SearchLibrary.Entry> saved() throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM searches WHERE name IS NOT NULL ORDER BY name COLLATE NOCASE, name")) {
      return entries(select);
    }
  }

  /** Names of the saved searches that are damaged, as stored. */
  List<String> damaged() throws SQLException {
    List<String> names = new ArrayList<>();
    for (long id : SealedTable.SEARCHES.damagedIds(connection, " WHERE name IS NOT NULL")) {
      try (PreparedStatement select =
          connection.prepareStatement("SELECT name FROM searches WHERE id = ?")) {
        select.setLong(1, id);
        try (ResultSet row = select.executeQuery()) {
          if (row.next()) {
            names.add(row.getString(1));
          }
        }
      }
    }
    return names;
  }

  private static List<SearchLibrary.Entry> entries(PreparedStatement select) throws SQLException {
    List<SearchLibrary.Entry> entries = new ArrayList<>();
    RowChecksum checksum = new RowChecksum();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        String name = row.getString(2);
        String query = row.getString(3);
        String filter = row.getString(4);
        String feedback = row.getString(5);
        int top = row.getInt(6);
        checksum.begin().add(row.getLong(1)).add(name).add(query).add(filter).add(feedback);
        if (!checksum.add(top).matches(row, 9)) {
          StoredValue.warn("the stored search", name == null ? query : name);
          continue;
        }
        // One that cannot be read must not hide the others.
        Optional<SearchRequest> request =
            StoredValue.read(
                query, text -> request(text, filter, feedback, top), "the stored search", query);
        if (request.isPresent()) {
          entries.add(
              new SearchLibrary.Entry(
                  row.getLong(1),
                  name == null ? "" : name,
                  request.get(),
                  Instant.ofEpochMilli(row.getLong(7)),
                  row.getInt(8)));
        }
      }
    }
    return entries;
  }

  private static SearchRequest request(String query, String filter, String feedback, int top) {
    return new SearchRequest(
        QueryParser.parse(query),
        SearchRequestJson.filter(filter),
        Optional.of(SearchRequestJson.feedback(feedback)).filter(known -> !known.isEmpty()),
        top,
        SearchRequestJson.order(filter));
  }

  /** Notes a search in the history, and at those kept ones that are the same. */
  void remember(SearchRequest request, int strong) throws SQLException {
    long now = System.currentTimeMillis();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO searches (query, filter, feedback, top, used, strong)"
                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (query, filter, feedback)"
                + " WHERE name IS NULL DO UPDATE SET top = excluded.top, used = excluded.used,"
                + " strong = excluded.strong RETURNING id")) {
      bind(insert, 1, request);
      // Within one tick of the clock the order still tells.
      insert.setLong(5, Math.max(now, newest() + 1));
      insert.setInt(6, strong);
      seal(insert);
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE searches SET used = ?, strong = ?"
                + " WHERE name IS NOT NULL AND query = ? AND filter = ? AND feedback = ?")) {
      update.setLong(1, now);
      update.setInt(2, strong);
      update.setString(3, QueryWriter.write(request.query()));
      update.setString(4, SearchRequestJson.filter(request));
      update.setString(5, SearchRequestJson.of(request.feedback().orElse(RelevanceFeedback.NONE)));
      update.executeUpdate();
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM searches WHERE name IS NULL AND id NOT IN (SELECT id FROM searches"
                + " WHERE name IS NULL ORDER BY used DESC, id DESC LIMIT "
                + KEPT
                + ")")) {
      delete.executeUpdate();
    }
  }

  private long newest() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT max(used) FROM searches WHERE name IS NULL");
        ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private static void bind(PreparedStatement statement, int first, SearchRequest request)
      throws SQLException {
    statement.setString(first, QueryWriter.write(request.query()));
    statement.setString(first + 1, SearchRequestJson.filter(request));
    statement.setString(
        first + 2, SearchRequestJson.of(request.feedback().orElse(RelevanceFeedback.NONE)));
    statement.setInt(first + 3, request.top());
  }

  /** Keeps a search; what is known of it from the history is known of it then. */
  void save(String name, SearchRequest request) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO searches (name, query, filter, feedback, top, used, strong)"
                + " SELECT ?1, ?2, ?3, ?4, ?5,"
                + " coalesce((SELECT used FROM searches WHERE name IS NULL AND query = ?2"
                + " AND filter = ?3 AND feedback = ?4), ?6),"
                + " coalesce((SELECT strong FROM searches WHERE name IS NULL AND query = ?2"
                + " AND filter = ?3 AND feedback = ?4), 0)"
                + " WHERE true ON CONFLICT (name) DO UPDATE SET query = excluded.query,"
                + " filter = excluded.filter, feedback = excluded.feedback, top = excluded.top,"
                + " used = excluded.used, strong = excluded.strong"
                + " RETURNING id")) {
      insert.setString(1, new StoredNames(connection).savedSearch(name));
      bind(insert, 2, request);
      insert.setLong(6, System.currentTimeMillis());
      seal(insert);
    }
  }

  /** Writes a row and seals it. */
  private void seal(PreparedStatement insert) throws SQLException {
    long id;
    try (ResultSet row = insert.executeQuery()) {
      row.next();
      id = row.getLong(1);
    }
    SealedTable.SEARCHES.seal(connection, id);
  }

  void delete(long id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM searches WHERE id = ?")) {
      delete.setLong(1, id);
      delete.executeUpdate();
    }
  }

  void clearHistory() throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM searches WHERE name IS NULL")) {
      delete.executeUpdate();
    }
  }

  /**
   * Deletes searches of the history that name removed files as examples or removed collections in
   * their filter.
   */
  void forget(Set<String> files, Set<String> collections) throws SQLException {
    List<Long> naming = new ArrayList<>();
    for (SearchLibrary.Entry entry : history(Integer.MAX_VALUE)) {
      boolean file =
          entry.request().query().terms().stream()
              .anyMatch(t -> t.kind() == QueryTerm.Kind.IMAGE && files.contains(t.text()));
      boolean collection =
          entry.request().filter().collections().stream().anyMatch(collections::contains);
      if (file || collection) {
        naming.add(entry.id());
      }
    }
    for (long id : naming) {
      delete(id);
    }
  }

  /** A collection has another name in the filters, too. */
  void renameCollection(String name, String other) throws SQLException {
    Map<Long, String> changed = new LinkedHashMap<>();
    try (PreparedStatement select = connection.prepareStatement("SELECT id, filter FROM searches");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        if (!SealedTable.SEARCHES.isIntact(connection, row.getLong(1))) {
          continue;
        }
        SearchFilter filter = SearchRequestJson.filter(row.getString(2));
        if (filter.collections().contains(name)) {
          Set<String> names = new TreeSet<>(filter.collections());
          names.remove(name);
          names.add(other);
          changed.put(row.getLong(1), SearchRequestJson.withCollections(row.getString(2), names));
        }
      }
    }
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE OR REPLACE searches SET filter = ? WHERE id = ?")) {
      for (Map.Entry<Long, String> one : changed.entrySet()) {
        update.setString(1, one.getValue());
        update.setLong(2, one.getKey());
        update.executeUpdate();
        SealedTable.SEARCHES.seal(connection, one.getKey());
      }
    }
  }
}
