package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What removed images leave outside the tables: in the write-ahead log, and in the caches of
 * embeddings, which are invalid since the removal.
 */
final class RemovedTraces {
  private RemovedTraces() {}

  /** Erases the traces. While another process reads, the log stays until that process ends. */
  static void erase(Connection open, Path catalog) throws SQLException {
    try (Statement statement = open.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
      result.next();
    }
    DerivedFiles.delete(catalog);
  }
}
