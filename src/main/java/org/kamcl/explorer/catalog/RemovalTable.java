package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Removed images: they are marked first and deleted once the removal cannot be undone any more,
 * that is when the process that removed them closes the workspace, or after it was killed.
 */
final class RemovalTable {
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
            ProcessHandle.of(process).filter(p -> p.isAlive() && started(p) == since).isPresent();
        if (!lives) {
          dead.add(row.getLong(1));
        }
      }
      return dead;
    }
  }

  /**
   * Deletes the images of a removal, files and collections that have no other images, and what else
   * names them: problems, vectors of captions, and searches of the history. Saved searches stay.
   */
  void purge(long removal) throws SQLException {
    run(
        "CREATE TEMP TABLE emptied AS SELECT DISTINCT f.collection_id"
            + " FROM images i JOIN files f ON f.id = i.file_id WHERE i.removal = ?",
        removal);
    run("DELETE FROM images WHERE removal = ?", removal);
    run(
        "CREATE TEMP TABLE gone AS SELECT id, path FROM files f"
            + " WHERE collection_id IN (SELECT collection_id FROM temp.emptied)"
            + " AND NOT EXISTS (SELECT 1 FROM images i WHERE i.file_id = f.id)");
    run(
        "CREATE TEMP TABLE gone_captions AS SELECT DISTINCT sentence FROM captions"
            + " WHERE file_id IN (SELECT id FROM temp.gone)");
    run("DELETE FROM files WHERE id IN (SELECT id FROM temp.gone)");
    run(
        "DELETE FROM sentences WHERE sentence IN (SELECT sentence FROM temp.gone_captions)"
            + " AND sentence NOT IN (SELECT sentence FROM captions)");
    run("DELETE FROM problems WHERE path IN (SELECT path FROM temp.gone)");
    run(
        "CREATE TEMP TABLE gone_collections AS SELECT id, name FROM collections"
            + " WHERE id IN (SELECT collection_id FROM temp.emptied)"
            + " AND NOT EXISTS (SELECT 1 FROM files f WHERE f.collection_id = collections.id)");
    run("DELETE FROM collections WHERE id IN (SELECT id FROM temp.gone_collections)");
    run("DELETE FROM problems WHERE collection IN (SELECT name FROM temp.gone_collections)");
    new SearchTable(connection)
        .forget(
            strings("SELECT path FROM temp.gone"),
            strings("SELECT name FROM temp.gone_collections"));
    run("DELETE FROM tags WHERE id NOT IN (SELECT tag_id FROM image_tags)");
    for (String table : List.of("emptied", "gone", "gone_captions", "gone_collections")) {
      run("DROP TABLE temp." + table);
    }
    run("DELETE FROM removals WHERE id = ?", removal);
  }

  private Set<String> strings(String query) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query);
        ResultSet row = select.executeQuery()) {
      Set<String> values = new HashSet<>();
      while (row.next()) {
        values.add(row.getString(1));
      }
      return values;
    }
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
