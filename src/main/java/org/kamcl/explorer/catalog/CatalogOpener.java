package org.kamcl.explorer.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import org.kamcl.error.KamclException;
import org.kamcl.file.PrivateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/** Opens connections to a catalog: checks the file first, creates it and migrates it. */
final class CatalogOpener {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogOpener.class);
  private static final int JOURNAL_TRIES = 20;
  private static final int JOURNAL_PAUSE_MILLISECONDS = 100;

  /** Vectors of 2 KB waste half of a smaller page. */
  private static final int PAGE_BYTES = 16_384;

  /** Place in a file's header. */
  private static final int READ_VERSION = 18;

  private final Path file;
  private final int waitMilliseconds;
  private final CatalogFile guard;

  /**
   * @param waitMilliseconds how long a connection waits for another process
   * @param guard remembers the file that was opened; its monitor is held while it is used
   */
  CatalogOpener(Path file, int waitMilliseconds, CatalogFile guard) {
    this.file = file;
    this.waitMilliseconds = waitMilliseconds;
    this.guard = guard;
  }

  /** The file without its log. */
  Connection raw() throws SQLException {
    return connect("jdbc:sqlite:" + file.toUri() + "?immutable=1", config(true).toProperties());
  }

  private static Connection connect(String url, Properties properties) throws SQLException {
    SqliteLibrary.prepare();
    return DriverManager.getConnection(url, properties);
  }

  /** An empty database in memory. */
  static Connection memory() throws SQLException {
    return connect("jdbc:sqlite::memory:", new Properties());
  }

  /** A catalog in memory without images. */
  static Connection empty() throws SQLException {
    Connection memory = memory();
    Migrations.apply(memory);
    return memory;
  }

  /**
   * Opens the file, which is created and migrated if necessary.
   *
   * @param writing whether it is an error that the file is read-only
   * @throws KamclException if it cannot be used
   */
  Connection open(boolean writing) throws SQLException {
    boolean readOnly =
        Files.exists(file) && !(Files.isWritable(file) && Files.isWritable(file.getParent()));
    if (readOnly && writing) {
      throw new KamclException(CatalogError.READ_ONLY, file);
    }
    if (readOnly) {
      return openLocked();
    }
    makeFolder();
    checkCompatible();
    createPrivately();
    boolean leftoverLog = !guard.isOpen() && WriteHistory.hasLog(file);
    boolean good = false;
    Connection open = connect("jdbc:sqlite:" + file, config(false).toProperties());
    try {
      if (leftoverLog && !guard.belongTogether(open, this::raw)) {
        // Closing the connection would copy the log into the file.
        good = true;
        throw new KamclException(CatalogError.LOG_OF_OTHER_CATALOG, file, WriteHistory.log(file));
      }
      Migrations.check(open, file);
      prepare(open);
      synchronized (guard) {
        if (!guard.isOpen()) {
          guard.opened(this::raw);
        }
      }
      good = true;
      return open;
    } finally {
      if (!good) {
        open.close();
      }
    }
  }

  /**
   * Checks a file through a read-only connection first: closing a writable one would modify the
   * file.
   */
  private void checkCompatible() throws SQLException {
    if (Files.notExists(file)) {
      return;
    }
    try (Connection look = connect("jdbc:sqlite:" + file, config(true).toProperties())) {
      Migrations.check(look, file);
    } catch (SQLException e) {
      boolean torn =
          SqliteErrors.is(e, SQLiteErrorCode.SQLITE_CORRUPT) && WriteHistory.hasLog(file);
      if (!torn
          && !SqliteErrors.is(e, SQLiteErrorCode.SQLITE_READONLY)
          && !SqliteErrors.is(e, SQLiteErrorCode.SQLITE_CANTOPEN)) {
        throw e;
      }
      // The last writer was killed, and only a writable connection can recover the log.
      LOG.debug("The catalog cannot be opened read-only", e);
    }
  }

  /**
   * Opens a read-only file; one with an older schema is migrated in memory, and the paths of one
   * that was moved are rewritten there.
   */
  private Connection openLocked() throws SQLException {
    Connection open = raw();
    boolean good = false;
    try {
      Migrations.check(open, file);
      if (!Migrations.outdated(open) && !folders(open).isMoved()) {
        good = true;
        return open;
      }
      byte[] copy = ((SQLiteConnection) open).serialize("main");
      // Memory has no write-ahead log; these header bytes hold the read and write format.
      copy[READ_VERSION] = 1;
      copy[READ_VERSION + 1] = 1;
      Connection memory = memory();
      ((SQLiteConnection) memory).deserialize("main", copy);
      Migrations.apply(memory);
      new ExpectedFiles(memory).track();
      folders(memory).update();
      return memory;
    } finally {
      if (!good) {
        open.close();
      }
    }
  }

  private WorkspaceFolders folders(Connection open) {
    return new WorkspaceFolders(open, Objects.requireNonNull(file.getParent()));
  }

  private SQLiteConfig config(boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(waitMilliseconds);
    config.enforceForeignKeys(true);
    config.setReadOnly(readOnly);
    return config;
  }

  private void prepare(Connection open) throws SQLException {
    Sql.execute(open, "PRAGMA page_size = " + PAGE_BYTES);
    // A killed process loses no commit; a power failure at most the last batch.
    Sql.execute(open, "PRAGMA synchronous = NORMAL");
    // What is removed from the archive is overwritten in the file.
    Sql.execute(open, "PRAGMA secure_delete = ON");
    enableWal(open);
    Migrations.apply(open);
    new ExpectedFiles(open).track();
    folders(open).update();
    RemovalTable removals = new RemovalTable(open);
    if (!removals.expired().isEmpty()) {
      Sql.transaction(
          open,
          same -> {
            for (long removal : removals.expired()) {
              removals.purge(removal);
            }
            return true;
          });
      RemovedTraces.erase(open, file);
    }
  }

  /**
   * Enables the write-ahead log, so that readers and the writer do not block each other. Needs
   * exclusive access for a moment.
   */
  private void enableWal(Connection open) throws SQLException {
    for (int i = 1; ; i++) {
      try (Statement statement = open.createStatement();
          ResultSet result = statement.executeQuery("PRAGMA journal_mode = WAL")) {
        result.next();
        return;
      } catch (SQLException e) {
        if (i == JOURNAL_TRIES || !SqliteErrors.is(e, SQLiteErrorCode.SQLITE_BUSY)) {
          throw e;
        }
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(JOURNAL_PAUSE_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KamclException(e, CatalogError.OPENING_INTERRUPTED, file);
    }
  }

  /** The log files of SQLite get the permissions of the file. */
  private void createPrivately() {
    try {
      PrivateFiles.createFile(file);
    } catch (IOException e) {
      throw new KamclException(e, CatalogError.WORKSPACE_NOT_WRITABLE, file.getParent());
    }
  }

  private void makeFolder() {
    try {
      PrivateFiles.createFolders(file.getParent());
    } catch (IOException e) {
      throw new KamclException(e, CatalogError.WORKSPACE_NOT_WRITABLE, file.getParent());
    }
  }
}
