package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
                    + "  (SELECT id FROM models ORDER BY used DESC, id DESC LIMIT 1)), 0), c.id"
                    + " FROM (SELECT file_id, count(*) AS images, count(ring) AS placed,"
                    + " count(date) AS dated FROM images WHERE removal IS NULL GROUP BY file_id) n"
                    + " JOIN files f ON f.id = n.file_id"
                    + " JOIN collections c ON c.id = f.collection_id"
                    + " GROUP BY c.id ORDER BY c.name COLLATE NOCASE, c.name");
        ResultSet row = select.executeQuery()) {
      Set<Long> damaged = SealedTable.STATISTICS.damagedIds(connection, "");
      List<ImageCollections.Info> all = new ArrayList<>();
      while (row.next()) {
        all.add(
            new ImageCollections.Info(
                row.getString(1),
                row.getInt(2),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                row.getInt(6) != 0 && !damaged.contains(row.getLong(7))));
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
      long id;
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        id = row.getLong(1);
      }
      SealedTable.COLLECTIONS.seal(connection, id);
      return id;
    }
  }

  /** Gives a collection another name; one of that name that was removed makes room. */
  void rename(String name, String other) throws SQLException {
    renameAndSeal(
        "UPDATE collections SET name = name || ' #' || id WHERE name = ? RETURNING id", other);
    renameAndSeal("UPDATE collections SET name = ? WHERE name = ? RETURNING id", other, name);
  }

  private void renameAndSeal(String sql, String... names) throws SQLException {
    List<Long> renamed = new ArrayList<>();
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      for (int i = 0; i < names.length; i++) {
        update.setString(i + 1, names[i]);
      }
      try (ResultSet row = update.executeQuery()) {
        while (row.next()) {
          renamed.add(row.getLong(1));
        }
      }
    }
    for (long id : renamed) {
      SealedTable.COLLECTIONS.seal(connection, id);
    }
  }

  Optional<String> rendering(String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT l.look, l.collection_id FROM looks l JOIN collections c ON c.id = l.collection_id"
                + " WHERE c.name = ?")) {
      select.setString(1, new StoredNames(connection).collection(name));
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        if (!SealedTable.RENDERINGS.isIntact(connection, row.getLong(2))) {
          StoredValue.warn("the band rendering", name);
          return Optional.empty();
        }
        return Optional.of(row.getString(1));
      }
    }
  }

  void saveRendering(String name, String look) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO looks (collection_id, look) VALUES (?, ?)")) {
      long id = id(name);
      insert.setLong(1, id);
      insert.setString(2, look);
      insert.executeUpdate();
      SealedTable.RENDERINGS.seal(connection, id);
    }
  }
}
