package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.api.ImageCollections;

/** Collections, their counts and how their scenes are made visible. */
final class CollectionTable {
  private final Connection connection;

  CollectionTable(Connection connection) {
    this.connection = connection;
  }

  /** Names of the collections with images. */
  List<String> names() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT name FROM collections c WHERE EXISTS (SELECT 1 FROM files f"
                    + " JOIN images i ON i.file_id = f.id"
                    + " WHERE f.collection_id = c.id AND i.removal IS NULL) ORDER BY name");
        ResultSet row = select.executeQuery()) {
      List<String> names = new ArrayList<>();
      while (row.next()) {
        names.add(row.getString(1));
      }
      return names;
    }
  }

  /** The collections with images, by name. */
  List<ImageCollections.Info> list() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT c.name, sum(n.images), sum(n.images - n.placed), sum(n.images - n.dated),"
                    + " sum((SELECT count(*) FROM captions s WHERE s.file_id = f.id)),"
                    + " coalesce((SELECT s.unfamiliar FROM collection_statistics s"
                    + "  WHERE s.collection_id = c.id AND s.model_id ="
                    + "  (SELECT id FROM models ORDER BY used DESC, id DESC LIMIT 1)), 0)"
                    + " FROM (SELECT file_id, count(*) AS images, count(ring) AS placed,"
                    + " count(date) AS dated FROM images WHERE removal IS NULL GROUP BY file_id) n"
                    + " JOIN files f ON f.id = n.file_id"
                    + " JOIN collections c ON c.id = f.collection_id"
                    + " GROUP BY c.id ORDER BY c.name COLLATE NOCASE, c.name");
        ResultSet row = select.executeQuery()) {
      List<ImageCollections.Info> all = new ArrayList<>();
      while (row.next()) {
        all.add(
            new ImageCollections.Info(
                row.getString(1),
                row.getInt(2),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                row.getInt(6) != 0));
      }
      return all;
    }
  }

  /** The id of a collection, which is made where there is none of that name. */
  long id(String name) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO collections (name) VALUES (?)"
                + " ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id")) {
      insert.setString(1, new StoredNames(connection).collection(name));
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Gives a collection another name; one of that name that was removed makes room. */
  void rename(String name, String other) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE collections SET name = name || ' #' || id WHERE name = ?")) {
      update.setString(1, other);
      update.executeUpdate();
    }
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE collections SET name = ? WHERE name = ?")) {
      update.setString(1, other);
      update.setString(2, name);
      update.executeUpdate();
    }
  }

  Optional<String> rendering(String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT l.look FROM looks l JOIN collections c ON c.id = l.collection_id"
                + " WHERE c.name = ?")) {
      select.setString(1, new StoredNames(connection).collection(name));
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  void saveRendering(String name, String look) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO looks (collection_id, look) VALUES (?, ?)")) {
      insert.setLong(1, id(name));
      insert.setString(2, look);
      insert.executeUpdate();
    }
  }
}
