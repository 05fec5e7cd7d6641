package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.kamcl.file.UnicodeForms;

/**
 * Finds names in either Unicode form: a collection named after a folder of macOS is spelled with
 * decomposed letters, what a person types with composed ones.
 */
final class StoredNames {
  private final Connection connection;

  StoredNames(Connection connection) {
    this.connection = connection;
  }

  /** The stored spelling of a collection's name; the composed form if there is none. */
  String collection(String name) throws SQLException {
    return find("SELECT name FROM collections WHERE name IN (?, ?, ?)", name);
  }

  /** The stored spelling of a tag; the composed form if there is none. */
  String tag(String name) throws SQLException {
    return find("SELECT name FROM tags WHERE name IN (?, ?, ?)", name);
  }

  /** The stored spelling of a query with relevance feedback; the composed form if there is none. */
  String ratedQuery(String query) throws SQLException {
    return find("SELECT query FROM judgements WHERE query IN (?, ?, ?)", query);
  }

  /** The stored spelling of the name of a saved search; the composed form if there is none. */
  String savedSearch(String name) throws SQLException {
    return find("SELECT name FROM searches WHERE name IN (?, ?, ?)", name);
  }

  private String find(String sql, String name) throws SQLException {
    String composed = composed(name);
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, name);
      select.setString(2, composed);
      select.setString(3, UnicodeForms.decomposed(name));
      try (ResultSet row = select.executeQuery()) {
        String found = composed;
        boolean exact = false;
        while (row.next() && !exact) {
          found = row.getString(1);
          exact = found.equals(name);
        }
        return found;
      }
    }
  }

  /** The composed form of a name. */
  static String composed(String name) {
    return UnicodeForms.composed(name);
  }
}
