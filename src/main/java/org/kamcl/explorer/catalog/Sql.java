package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Statements without results, and transactions. */
final class Sql {
  private static final Logger LOG = LoggerFactory.getLogger(Sql.class);

  private Sql() {}

  /** An operation on a connection. */
  interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  /** An operation without a result. */
  interface Change {
    void run(Connection connection) throws SQLException;
  }

  static void execute(Connection open, String sql) throws SQLException {
    try (Statement statement = open.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs an operation in a transaction; a failure rolls it back. */
  static <T> T transaction(Connection open, Query<T> query) throws SQLException {
    execute(open, "BEGIN IMMEDIATE");
    boolean done = false;
    try {
      T result = query.run(open);
      execute(open, "COMMIT");
      done = true;
      return result;
    } finally {
      if (!done) {
        rollBack(open);
      }
    }
  }

  static void rollBack(Connection open) {
    try {
      execute(open, "ROLLBACK");
    } catch (SQLException e) {
      // A full disk has rolled back already; the original failure is the one to report.
      LOG.debug("Nothing to roll back", e);
    }
  }
}
