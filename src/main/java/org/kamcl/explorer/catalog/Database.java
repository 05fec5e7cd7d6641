package org.kamcl.explorer.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import org.kamcl.error.KamclException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One SQLite file with two connections, one for reading and one for writing; each serves one caller
 * at a time, so that reads do not wait for writes. The file is created by the first write. A
 * read-only file can be read. Writing waits for other processes that write. After closing, work is
 * refused with a {@link CancellationException}.
 */
final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final int WAIT_MILLISECONDS = 30_000;

  private final Path file;
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

  private volatile boolean closed;

  private int readerGeneration;
  private int writerGeneration;

  private final CatalogFile guard;
  private final CatalogOpener opener;

  Database(Path file) {
    this(file, WAIT_MILLISECONDS);
  }

  /**
   * @param waitMilliseconds how long to wait for another process
   */
  Database(Path file, int waitMilliseconds) {
    this.file = file.toAbsolutePath().normalize();
    this.guard = new CatalogFile(this.file);
    this.opener = new CatalogOpener(this.file, waitMilliseconds, guard);
  }

  Path file() {
    return file;
  }

  /** Runs queries on the same state of the catalog. */
  <T> T read(Sql.Query<T> query) {
    synchronized (readerLock) {
      requireOpen();
      try {
        if (reading) {
          return query.run(reader);
        }
        Connection open = reader();
        Sql.execute(open, "BEGIN");
        reading = true;
        try {
          return query.run(open);
        } finally {
          reading = false;
          Sql.rollBack(open);
        }
      } catch (SQLException e) {
        throw SqliteErrors.translate(e, file);
      }
    }
  }

  /** Runs an operation in a transaction. */
  <T> T write(Sql.Query<T> query) {
    synchronized (writerLock) {
      requireOpen();
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
          writer = StatementCache.wrap(opener.open(true));
        }
        return Sql.transaction(
            writer,
            open -> {
              T result = query.run(open);
              WriteHistory.add(open);
              return result;
            });
      } catch (SQLException e) {
        throw SqliteErrors.translate(e, file);
      }
    }
  }

  /** Runs an operation without a result in a transaction. */
  void change(Sql.Change change) {
    write(
        open -> {
          change.run(open);
          return true;
        });
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
      reader = StatementCache.wrap(inMemory ? CatalogOpener.empty() : opener.open(false));
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
          overwritten ? CatalogFile.Change.OVERWRITTEN : guard.check(open, opener::raw);
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

  /**
   * Erases what removed images left outside the tables: in the write-ahead log, and in the caches
   * of embeddings, which are invalid since the removal.
   */
  void eraseRemoved() {
    synchronized (writerLock) {
      try {
        if (writer != null) {
          RemovedTraces.erase(writer, file);
        }
      } catch (SQLException e) {
        throw SqliteErrors.translate(e, file);
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new CancellationException("The catalog is closed.");
    }
  }

  /** Waits for running operations. */
  @Override
  public void close() {
    closed = true;
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
