package org.kamcl.explorer.catalog;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files that the catalog should hold, with the number of their images and the sum of their
 * checksums, kept beside the files and images. Where the two differ, rows are gone or were added.
 */
final class ExpectedFiles {
  private static final String OF_IMAGE = " WHERE path = (SELECT path FROM files WHERE id = ";

  private final Connection connection;

  ExpectedFiles(Connection connection) {
    this.connection = connection;
  }

  /**
   * Counts the rows from now on that this connection writes. The triggers belong to the connection,
   * not to the catalog: those of a catalog would count what other programs do to it as well.
   */
  void track() throws SQLException {
    // Rows that REPLACE deletes.
    Sql.execute(connection, "PRAGMA recursive_triggers = ON");
    trigger(
        "files_added",
        "INSERT ON main.files",
        "INSERT OR REPLACE INTO expected_files (path, collection_id, images, checksums)"
            + " VALUES (new.path, new.collection_id, 0, 0)");
    trigger(
        "files_removed",
        "DELETE ON main.files",
        "DELETE FROM expected_files WHERE path = old.path");
    trigger(
        "files_changed",
        "UPDATE OF path, collection_id ON main.files",
        "UPDATE OR REPLACE expected_files SET path = new.path, collection_id = new.collection_id"
            + " WHERE path = old.path");
    trigger("images_added", "INSERT ON main.images", add("new."));
    trigger("images_removed", "DELETE ON main.images", subtract("old."));
    trigger(
        "images_changed",
        "UPDATE OF checksum, removal, file_id ON main.images",
        subtract("old.") + "; " + add("new."));
    trigger(
        "files_of_collection_removed",
        "DELETE ON main.collections",
        "DELETE FROM expected_files WHERE collection_id = old.id");
    for (CountedRows rows : CountedRows.values()) {
      rows.track(connection);
    }
  }

  private static String add(String row) {
    return "UPDATE expected_files SET images = images + (%sremoval IS NULL), checksums = checksums + ifnull(%schecksum, 0) * (%sremoval IS NULL)"
            .replace("%s", row)
        + OF_IMAGE
        + row
        + "file_id)";
  }

  private static String subtract(String row) {
    return add(row).replace("images + ", "images - ").replace("checksums + ", "checksums - ");
  }

  private void trigger(String name, String event, String statements) throws SQLException {
    Sql.execute(
        connection,
        "CREATE TEMP TRIGGER IF NOT EXISTS "
            + name
            + " AFTER "
            + event
            + " BEGIN "
            + statements
            + "; END");
  }

  /**
   * A number of images.
   *
   * @param checksums sum of their checksums
   */
  record Images(long count, long checksums) {}

  /** Whether the catalog holds as many files and images as it should. */
  boolean agree(Images images) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT count(*), ifnull(sum(images), 0), ifnull(sum(checksums), 0),"
                    + " (SELECT count(*) FROM files) FROM expected_files");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1) == row.getLong(4)
          && new Images(row.getLong(2), row.getLong(3)).equals(images);
    }
  }

  /** Whether the images of a file are those that it should have. */
  boolean agrees(long file, String path) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT count(*), ifnull(sum(checksum), 0),"
                + " (SELECT images FROM expected_files WHERE path = ?1),"
                + " (SELECT checksums FROM expected_files WHERE path = ?1)"
                + " FROM images WHERE file_id = ?2 AND removal IS NULL")) {
      select.setString(1, path);
      select.setLong(2, file);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        long expected = row.getLong(3);
        return !row.wasNull() && expected == row.getLong(1) && row.getLong(2) == row.getLong(4);
      }
    }
  }

  /** Takes the images of a file as those that it should have, once it has all of them again. */
  void acceptComplete(long file) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO expected_files (path, collection_id, images, checksums)"
                + " SELECT f.path, f.collection_id, count(i.id), ifnull(sum(i.checksum), 0)"
                + " FROM files f LEFT JOIN images i ON i.file_id = f.id AND i.removal IS NULL"
                + " WHERE f.id = ? GROUP BY f.id HAVING count(i.id) >= f.pictures")) {
      insert.setLong(1, file);
      insert.executeUpdate();
    }
  }

  /**
   * What differs.
   *
   * @param lost files with images that are gone
   * @param foreign ids of files with images that the program did not write in this form
   */
  record Difference(List<LostImages> lost, Set<Long> foreign) {
    static final Difference NONE = new Difference(List.of(), Set.of());
  }

  /** Finds the files whose images are not those that they should have. */
  Difference difference() throws SQLException {
    List<LostImages> lost = new ArrayList<>();
    Set<Long> foreign = new HashSet<>();
    Map<Images, Integer> renamed = new HashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT f.id, count(i.id), ifnull(sum(i.checksum), 0) FROM files f"
                    + " LEFT JOIN images i ON i.file_id = f.id AND i.removal IS NULL"
                    + " WHERE NOT EXISTS (SELECT 1 FROM expected_files e WHERE e.path = f.path)"
                    + " GROUP BY f.id");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        if (SealedTable.FILES.isIntact(connection, row.getLong(1))) {
          foreign.add(row.getLong(1));
        } else {
          // A path that is damaged, which its own checksum tells.
          renamed.merge(new Images(row.getLong(2), row.getLong(3)), 1, Integer::sum);
        }
      }
    }
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT e.path, ifnull(c.name, ''), e.images, e.checksums, f.id,"
                    + " ifnull(a.images, 0), ifnull(a.checksums, 0) FROM expected_files e"
                    + " LEFT JOIN files f ON f.path = e.path"
                    + " LEFT JOIN collections c ON c.id = e.collection_id"
                    + " LEFT JOIN (SELECT file_id, count(*) AS images,"
                    + " ifnull(sum(checksum), 0) AS checksums FROM images"
                    + " WHERE removal IS NULL GROUP BY file_id) a ON a.file_id = f.id"
                    + " WHERE f.id IS NULL OR ifnull(a.images, 0) <> e.images"
                    + " OR ifnull(a.checksums, 0) <> e.checksums ORDER BY e.path");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        Images expected = new Images(row.getLong(3), row.getLong(4));
        long file = row.getLong(5);
        boolean gone = row.wasNull();
        long missing = expected.count() - row.getLong(6);
        if (gone && renamed.getOrDefault(expected, 0) > 0) {
          renamed.merge(expected, -1, Integer::sum);
        } else if (missing > 0) {
          lost.add(new LostImages(path(row.getString(1)), row.getString(2), (int) missing));
        } else if (!gone && new ImageTable(connection).damaged(file).isEmpty()) {
          // Otherwise the damaged rows are left out, and the others are good.
          foreign.add(file);
        }
      }
    }
    return new Difference(List.copyOf(lost), Set.copyOf(foreign));
  }

  private static Path path(String stored) {
    try {
      return Path.of(stored);
    } catch (InvalidPathException e) {
      return Path.of(stored.replaceAll("[^\\p{Alnum}./ _-]", "?"));
    }
  }

  /** Expects a file and its images no longer. */
  void forget(Path file) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM expected_files WHERE path = ?1"
                + " AND NOT EXISTS (SELECT 1 FROM files f WHERE f.path = ?1)")) {
      delete.setString(1, file.toString());
      delete.executeUpdate();
    }
  }
}
