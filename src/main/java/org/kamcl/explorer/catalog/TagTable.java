package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tags and the images that have them; those of removed images do not count. */
final class TagTable {
  private final Connection connection;

  TagTable(Connection connection) {
    this.connection = connection;
  }

  List<String> names() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT name FROM tags t WHERE EXISTS (SELECT 1 FROM image_tags x"
                    + " JOIN images i ON i.id = x.image_id"
                    + " WHERE x.tag_id = t.id AND i.removal IS NULL)"
                    + " ORDER BY name COLLATE NOCASE, name");
        ResultSet row = select.executeQuery()) {
      List<String> names = new ArrayList<>();
      while (row.next()) {
        names.add(row.getString(1));
      }
      return names;
    }
  }

  Set<String> of(long image) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT t.name FROM image_tags x JOIN tags t ON t.id = x.tag_id"
                + " WHERE x.image_id = ?")) {
      select.setLong(1, image);
      try (ResultSet row = select.executeQuery()) {
        Set<String> names = new TreeSet<>();
        while (row.next()) {
          names.add(row.getString(1));
        }
        return names;
      }
    }
  }

  Set<Long> images(String tag) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT x.image_id, x.tag_id, x.checksum FROM tags t"
                + " JOIN image_tags x ON x.tag_id = t.id JOIN images i ON i.id = x.image_id"
                + " WHERE t.name = ? AND i.removal IS NULL")) {
      select.setString(1, new StoredNames(connection).tag(tag));
      try (ResultSet row = select.executeQuery()) {
        Set<Long> images = new HashSet<>();
        RowChecksum checksum = new RowChecksum();
        while (row.next()) {
          checksum.begin().add(row.getLong(2)).add(row.getLong(1));
          if (checksum.matches(row, 3)) {
            images.add(row.getLong(1));
          } else {
            StoredValue.warn("a tag", "image " + row.getLong(1));
          }
        }
        return images;
      }
    }
  }

  /** Gives a tag; ids that are no image are passed over. */
  void add(Collection<Long> images, String tag) throws SQLException {
    long id;
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO tags (name) VALUES (?)"
                + " ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id")) {
      insert.setString(1, new StoredNames(connection).tag(tag));
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        id = row.getLong(1);
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR IGNORE INTO image_tags (tag_id, image_id)"
                + " SELECT ?, id FROM images WHERE id = ?")) {
      for (long image : images) {
        insert.setLong(1, id);
        insert.setLong(2, image);
        insert.executeUpdate();
      }
    }
    SealedTable.TAGS.seal(connection, id);
    for (long image : images) {
      SealedTable.IMAGE_TAGS.seal(connection, id, image);
    }
  }

  /** Takes a tag away; one that no image has any more is forgotten. */
  void remove(Collection<Long> images, String tag) throws SQLException {
    String stored = new StoredNames(connection).tag(tag);
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM image_tags WHERE image_id = ?"
                + " AND tag_id = (SELECT id FROM tags WHERE name = ?)")) {
      for (long image : images) {
        delete.setLong(1, image);
        delete.setString(2, stored);
        delete.executeUpdate();
      }
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM tags WHERE name = ? AND id NOT IN (SELECT tag_id FROM image_tags)")) {
      delete.setString(1, stored);
      delete.executeUpdate();
    }
  }
}
