package org.kamcl.explorer.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.kamcl.error.KamclException;
import org.kamcl.file.PrivateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/**
 * One SQLite file with two connections, one for reading and one for writing; each serves one caller
 * at a time, so that reads do not wait for writes. The file is created by the first write. A
 * read-only file can be read. Writing waits for other processes that write.
 */
final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final int WAIT_MILLISECONDS = 30_000;
  private static final int JOURNAL_TRIES = 20;
  private static final int JOURNAL_PAUSE_MILLISECONDS = 100;

  /** Vectors of 2 KB waste half of a smaller page. */
  private static final int PAGE_BYTES = 16_384;

  /** Place in a file's header. */
  private static final int READ_VERSION = 18;

  private final Path file;
  private final int waitMilliseconds;
  private final Object readerLock = new Object();
  private final Object writerLock = new Object();
  private Connection reader;
  private Connection writer;

  /** Whether the reader uses an empty catalog in memory because the file does not exist. */
  private boolean inMemory;

  private boolean reading;

  /** Whether something else was written into the file while it was in use. */
  private volatile boolean overwritten;

  /** Number of times that another file took the place of the one in use. */
  private volatile int generation;

  private int readerGeneration;
  private int writerGeneration;

  private final CatalogFile guard;

  Database(Path file) {
    this(file, WAIT_MILLISECONDS);
  }

  /**
   * @param waitMilliseconds how long to wait for another process
   */
  Database(Path file, int waitMilliseconds) {
    this.file = file.toAbsolutePath().normalize();
    this.waitMilliseconds = waitMilliseconds;
    this.guard = new CatalogFile(this.file);
  }

  /** An operation on the connection. */
  interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  /** An operation without a result. */
  interface Change {
    void run(Connection connection) throws SQLException;
  }

  Path file() {
    return file;
  }

  /** Runs queries on the same state of the catalog. */
  <T> T read(Query<T> query) {
    synchronized (readerLock) {
      try {
        if (reading) {
          return query.run(reader);
        }
        Connection open = reader();
        execute(open, "BEGIN");
        reading = true;
        try {
          return query.run(open);
        } finally {
          reading = false;
          rollBack(open);
        }
      } catch (SQLException e) {
        throw translate(e);
      }
    }
  }

  /** Runs an operation in a transaction. */
  <T> T write(Query<T> query) {
    synchronized (writerLock) {
      try {
        if (writer != null) {
          checkFile(writer);
        }
        if (writer != null && writerGeneration != generation) {
          // Not closed: closing would delete the log, which may belong to the other file by now.
          writer = null;
        }
        if (writer == null) {
          writerGeneration = generation;
          writer = StatementCache.wrap(open(true));
        }
        return transaction(
            writer,
            open -> {
              T result = query.run(open);
              WriteHistory.add(open);
              return result;
            });
      } catch (SQLException e) {
        throw translate(e);
      }
    }
  }

  /** Runs an operation without a result in a transaction. */
  void change(Change change) {
    write(
        open -> {
          change.run(open);
          return true;
        });
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

  private static void rollBack(Connection open) {
    try {
      execute(open, "ROLLBACK");
    } catch (SQLException e) {
      // A full disk has rolled back already; the original failure is the one to report.
      LOG.debug("Nothing to roll back", e);
    }
  }

  private Connection reader() throws SQLException {
    if (reader != null && inMemory && Files.exists(file)) {
      reader.close();
      reader = null;
    }
    if (reader != null && !inMemory) {
      checkFile(reader);
    }
    if (reader != null && readerGeneration != generation) {
      // Not closed, as the writer.
      reader = null;
    }
    if (reader == null) {
      readerGeneration = generation;
      inMemory = Files.notExists(file);
      reader = StatementCache.wrap(inMemory ? empty() : open(false));
    }
    return reader;
  }

  /**
   * Notices that the file is not the one that was opened.
   *
   * @param open a connection in use, outside of a transaction
   * @throws KamclException if something else was written into the file
   */
  private void checkFile(Connection open) throws SQLException {
    synchronized (guard) {
      CatalogFile.Change change =
          overwritten ? CatalogFile.Change.OVERWRITTEN : guard.check(open, this::raw);
      if (change == CatalogFile.Change.OVERWRITTEN) {
        overwritten = true;
        throw new KamclException(CatalogError.REPLACED, file, WriteHistory.log(file));
      }
      if (change == CatalogFile.Change.OTHER_FILE) {
        generation++;
        guard.closed();
      }
    }
  }

  /** The file without its log. */
  private Connection raw() throws SQLException {
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

  private static Connection empty() throws SQLException {
    Connection memory = memory();
    Migrations.apply(memory);
    return memory;
  }

  private Connection open(boolean writing) throws SQLException {
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
      boolean torn = primary(e) == SQLiteErrorCode.SQLITE_CORRUPT.code && WriteHistory.hasLog(file);
      if (!torn
          && primary(e) != SQLiteErrorCode.SQLITE_READONLY.code
          && primary(e) != SQLiteErrorCode.SQLITE_CANTOPEN.code) {
        throw e;
      }
      // The last writer was killed, and only a writable connection can recover the log.
      LOG.debug("The catalog cannot be opened read-only", e);
    }
  }

  /** Opens a read-only file; one with an older schema is migrated in memory. */
  private Connection openLocked() throws SQLException {
    Connection open = raw();
    boolean good = false;
    try {
      Migrations.check(open, file);
      if (!Migrations.outdated(open)) {
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
      return memory;
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

  private void prepare(Connection open) throws SQLException {
    execute(open, "PRAGMA page_size = " + PAGE_BYTES);
    // A killed process loses no commit; a power failure at most the last batch.
    execute(open, "PRAGMA synchronous = NORMAL");
    // What is removed from the archive is overwritten in the file.
    execute(open, "PRAGMA secure_delete = ON");
    enableWal(open);
    Migrations.apply(open);
    new ExpectedFiles(open).track();
    RemovalTable removals = new RemovalTable(open);
    if (!removals.expired().isEmpty()) {
      transaction(
          open,
          same -> {
            for (long removal : removals.expired()) {
              removals.purge(removal);
            }
            return true;
          });
      eraseRemoved(open);
    }
  }

  /**
   * Erases what removed images left outside the tables: in the write-ahead log, and in the caches
   * of embeddings, which are invalid since the removal.
   */
  void eraseRemoved() {
    synchronized (writerLock) {
      try {
        if (writer != null) {
          eraseRemoved(writer);
        }
      } catch (SQLException e) {
        throw translate(e);
      }
    }
  }

  private void eraseRemoved(Connection open) throws SQLException {
    // While another process reads, the log stays until that process ends.
    try (Statement statement = open.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
      result.next();
    }
    DerivedFiles.delete(file);
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
        if (i == JOURNAL_TRIES || primary(e) != SQLiteErrorCode.SQLITE_BUSY.code) {
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

  static void execute(Connection open, String sql) throws SQLException {
    try (Statement statement = open.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int primary(SQLException e) {
    return e.getErrorCode() & 0xff;
  }

  private KamclException translate(SQLException e) {
    int code = primary(e);
    if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
      return new KamclException(e, CatalogError.BUSY, file);
    }
    if (code == SQLiteErrorCode.SQLITE_FULL.code || code == SQLiteErrorCode.SQLITE_IOERR.code) {
      return new KamclException(e, CatalogError.WRITE_FAILED, file);
    }
    if (code == SQLiteErrorCode.SQLITE_READONLY.code
        || code == SQLiteErrorCode.SQLITE_CANTOPEN.code) {
      return new KamclException(e, CatalogError.READ_ONLY, file);
    }
    if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
      return new KamclException(e, CatalogError.DAMAGED, file);
    }
    return new KamclException(e, CatalogError.DATABASE_ERROR, file, String.valueOf(e.getMessage()));
  }

  @Override
  public void close() {
    if (overwritten) {
      // Closing would copy the log into a file that it does not belong to.
      return;
    }
    synchronized (writerLock) {
      close(writer);
      writer = null;
    }
    synchronized (readerLock) {
      close(reader);
      reader = null;
    }
  }

  private void close(Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      LOG.warn("The catalog {} could not be closed: {}", file, e.toString());
    }
  }
}
