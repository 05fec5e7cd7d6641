package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Removed images: they are marked first and deleted once the removal cannot be undone any more,
 * that is after the process that removed them has ended or closed the workspace.
 */
final class RemovalTable {
  private static final int NOBODY = 0;

  private final Connection connection;

  RemovalTable(Connection connection) {
    this.connection = connection;
  }

  /** Starts a removal by this process; returns its id. */
  long begin() throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO removals (process, started) VALUES (?, ?) RETURNING id")) {
      insert.setLong(1, ProcessHandle.current().pid());
      insert.setLong(2, started(ProcessHandle.current()));
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** Marks all images of a collection as removed. */
  void mark(long removal, String collection) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE images SET removal = ? WHERE removal IS NULL AND file_id IN (SELECT f.id"
                + " FROM files f JOIN collections c ON c.id = f.collection_id WHERE c.name = ?)")) {
      update.setLong(1, removal);
      update.setString(2, collection);
      update.executeUpdate();
    }
  }

  /** Marks images as removed; unknown ids are ignored. */
  void mark(long removal, Collection<Long> images) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE images SET removal = ? WHERE removal IS NULL AND id = ?")) {
      for (long image : images) {
        update.setLong(1, removal);
        update.setLong(2, image);
        update.executeUpdate();
      }
    }
  }

  /** Undoes a removal. */
  void undo(long removal) throws SQLException {
    run("UPDATE images SET removal = NULL WHERE removal = ?", removal);
    run("DELETE FROM removals WHERE id = ?", removal);
  }

  /** Gives up the possibility to undo a removal. */
  void release(long removal) throws SQLException {
    run("UPDATE removals SET process = " + NOBODY + " WHERE id = ?", removal);
  }

  /** Removals that cannot be undone any more. */
  List<Long> expired() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT id, process, started FROM removals");
        ResultSet row = select.executeQuery()) {
      List<Long> dead = new ArrayList<>();
      while (row.next()) {
        long process = row.getLong(2);
        long since = row.getLong(3);
        boolean lives =
            process != NOBODY
                && ProcessHandle.of(process)
                    .filter(p -> p.isAlive() && started(p) == since)
                    .isPresent();
        if (!lives) {
          dead.add(row.getLong(1));
        }
      }
      return dead;
    }
  }

  /** Deletes the images of a removal, and files and collections that have no other images. */
  void purge(long removal) throws SQLException {
    run(
        "CREATE TEMP TABLE emptied AS SELECT DISTINCT f.id AS file_id, f.collection_id"
            + " FROM images i JOIN files f ON f.id = i.file_id WHERE i.removal = ?",
        removal);
    run("DELETE FROM images WHERE removal = ?", removal);
    run(
        "DELETE FROM files WHERE id IN (SELECT file_id FROM temp.emptied)"
            + " AND NOT EXISTS (SELECT 1 FROM images i WHERE i.file_id = files.id)");
    run(
        "DELETE FROM collections WHERE id IN (SELECT collection_id FROM temp.emptied)"
            + " AND NOT EXISTS (SELECT 1 FROM files f WHERE f.collection_id = collections.id)");
    run("DELETE FROM tags WHERE id NOT IN (SELECT tag_id FROM image_tags)");
    run("DROP TABLE temp.emptied");
    run("DELETE FROM removals WHERE id = ?", removal);
  }

  private void run(String sql, long... numbers) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < numbers.length; i++) {
        statement.setLong(i + 1, numbers[i]);
      }
      statement.executeUpdate();
    }
  }
}
