package org.kamcl.explorer.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.kamcl.explorer.domain.ExplorerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * One SQLite file, one connection, one caller at a time. The file is made when something is first
 * written; before, and where it may not be written, reading works all the same. Another process may
 * have it open: writing waits for it.
 */
final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final int WAIT_MILLISECONDS = 30_000;
  private static final int JOURNAL_TRIES = 20;
  private static final int JOURNAL_PAUSE_MILLISECONDS = 100;

  /** Vectors of 2 KB waste half of a smaller page. */
  private static final int PAGE_BYTES = 16_384;

  private final Path file;
  private final int waitMilliseconds;
  private Connection connection;
  private boolean imagined;
  private long writes;

  Database(Path file) {
    this(file, WAIT_MILLISECONDS);
  }

  /**
   * @param waitMilliseconds how long to wait for another process
   */
  Database(Path file, int waitMilliseconds) {
    this.file = file.toAbsolutePath().normalize();
    this.waitMilliseconds = waitMilliseconds;
  }

  /** A piece of work on the connection. */
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  Path file() {
    return file;
  }

  /** Runs a query. */
  synchronized <T> T read(Work<T> work) {
    try {
      return work.run(connection(false));
    } catch (SQLException e) {
      throw told(e);
    }
  }

  /** Runs a transaction: all of it or nothing. */
  synchronized <T> T write(Work<T> work) {
    try {
      Connection open = connection(true);
      execute(open, "BEGIN IMMEDIATE");
      boolean done = false;
      try {
        T result = work.run(open);
        execute(open, "COMMIT");
        writes++;
        done = true;
        return result;
      } finally {
        if (!done) {
          rollBack(open);
        }
      }
    } catch (SQLException e) {
      throw told(e);
    }
  }

  /** Changes whenever this or another process has written. */
  synchronized long version() {
    long others = read(open -> (long) number(open, "PRAGMA data_version"));
    return others * 1_000_003 + writes * 31 + (imagined ? 1 : 0);
  }

  private static void rollBack(Connection open) {
    try {
      execute(open, "ROLLBACK");
    } catch (SQLException e) {
      // A full disk has rolled back already; the failure that led here is the one to tell.
      LOG.debug("Nothing to roll back", e);
    }
  }

  private Connection connection(boolean writing) throws SQLException {
    if (connection != null && imagined && (writing || Files.exists(file))) {
      connection.close();
      connection = null;
    }
    if (connection == null) {
      connection = open(writing);
    }
    return connection;
  }

  private Connection open(boolean writing) throws SQLException {
    imagined = !writing && !Files.exists(file);
    if (imagined) {
      Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:");
      Migrations.apply(memory);
      return memory;
    }
    boolean readOnly =
        Files.exists(file) && !(Files.isWritable(file) && Files.isWritable(file.getParent()));
    if (readOnly && writing) {
      throw new ExplorerException(
          "The catalogue " + file + " may not be written: choose another workspace with --home.");
    }
    if (!readOnly) {
      makeFolder();
    }
    String url = "jdbc:sqlite:" + (readOnly ? file.toUri() + "?immutable=1" : file);
    boolean good = false;
    Connection open = DriverManager.getConnection(url, config(readOnly).toProperties());
    try {
      Migrations.check(open, file);
      if (!readOnly) {
        prepare(open);
      }
      good = true;
      return open;
    } finally {
      if (!good) {
        open.close();
      }
    }
  }

  private SQLiteConfig config(boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(waitMilliseconds);
    config.enforceForeignKeys(true);
    config.setReadOnly(readOnly);
    return config;
  }

  private static void prepare(Connection open) throws SQLException {
    execute(open, "PRAGMA page_size = " + PAGE_BYTES);
    // A killed process loses nothing that was committed; a power cut at most the last batch.
    execute(open, "PRAGMA synchronous = NORMAL");
    keepLog(open);
    Migrations.apply(open);
  }

  /** Readers and the writer do not wait for each other; needs the file for itself for a moment. */
  private static void keepLog(Connection open) throws SQLException {
    for (int i = 1; ; i++) {
      try (Statement statement = open.createStatement();
          ResultSet result = statement.executeQuery("PRAGMA journal_mode = WAL")) {
        result.next();
        return;
      } catch (SQLException e) {
        if (i == JOURNAL_TRIES || primary(e) != SQLiteErrorCode.SQLITE_BUSY.code) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(JOURNAL_PAUSE_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExplorerException("Opening the catalogue was interrupted.", e);
    }
  }

  private void makeFolder() {
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new ExplorerException(
          "The workspace "
              + file.getParent()
              + " cannot be made or written: choose another with --home DIR or KAMCL_HOME.",
          e);
    }
  }

  private static void execute(Connection open, String sql) throws SQLException {
    try (Statement statement = open.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int number(Connection open, String query) throws SQLException {
    try (Statement statement = open.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return result.next() ? result.getInt(1) : 0;
    }
  }

  private static int primary(SQLException e) {
    return e.getErrorCode() & 0xff;
  }

  private ExplorerException told(SQLException e) {
    int code = primary(e);
    String message;
    if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
      message =
          "The catalogue "
              + file
              + " is being written by another process: wait for it, then try again.";
    } else if (code == SQLiteErrorCode.SQLITE_FULL.code
        || code == SQLiteErrorCode.SQLITE_IOERR.code) {
      message =
          "The catalogue "
              + file
              + " could not be written, for want of space or by a fault of the disk; what was"
              + " finished before is kept: free some space, then run the command again.";
    } else if (code == SQLiteErrorCode.SQLITE_READONLY.code
        || code == SQLiteErrorCode.SQLITE_CANTOPEN.code) {
      message =
          "The catalogue " + file + " may not be written: choose another workspace with --home.";
    } else if (code == SQLiteErrorCode.SQLITE_CORRUPT.code
        || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
      message =
          "The catalogue "
              + file
              + " is damaged or no catalogue: move it away and index the folders again.";
    } else {
      message = "The catalogue " + file + " answered: " + e.getMessage() + ".";
    }
    return new ExplorerException(message, e);
  }

  @Override
  public synchronized void close() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      LOG.warn("The catalogue {} did not close: {}", file, e.toString());
    } finally {
      connection = null;
    }
  }
}
