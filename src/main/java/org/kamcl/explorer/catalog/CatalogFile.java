package org.kamcl.explorer.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the file of an open catalog was replaced or overwritten, and that the log beside a
 * file was written for another one. A look at the file's attributes is enough as long as nothing
 * was copied from the log into the file.
 */
final class CatalogFile {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogFile.class);

  /** Another process may be copying the log into the file. */
  private static final int TRIES = 8;

  private static final long PAUSE_MILLISECONDS = 20;

  private final Path file;
  private @Nullable State known;
  private WriteHistory.Write lastWrite = WriteHistory.Write.NONE;

  CatalogFile(Path file) {
    this.file = file;
  }

  /** Opens a connection that sees the file without its log. */
  interface RawConnection {
    Connection open() throws SQLException;
  }

  /** What happened to the file. */
  enum Change {
    /** Nothing, or the log was copied into it. */
    NONE,
    /** Another file has its place. */
    OTHER_FILE,
    /** Something else was written into it. */
    OVERWRITTEN
  }

  private record State(@Nullable Object key, FileTime modified, long size) {}

  private Optional<State> now() {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(new State(now.fileKey(), now.lastModifiedTime(), now.size()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.debug("No attributes of {}", file, e);
      return Optional.ofNullable(known);
    }
  }

  /** Takes the file as it is now as the one that is in use. */
  void opened(RawConnection raw) {
    known = now().orElse(null);
    lastWrite = WriteHistory.Write.NONE;
    try (Connection file = raw.open()) {
      lastWrite = WriteHistory.last(file);
    } catch (SQLException e) {
      // While another process copies its log; what is written later is compared with less.
      LOG.debug("The last write is not known", e);
    }
  }

  /** Whether a file was opened. */
  boolean isOpen() {
    return known != null;
  }

  /** No file is in use any more. */
  void closed() {
    known = null;
  }

  /**
   * Compares the file with what it was.
   *
   * @param through the connection that is in use, outside of a transaction
   */
  Change check(Connection through, RawConnection raw) throws SQLException {
    State before = known;
    Optional<State> now = now();
    if (before == null || now.equals(Optional.of(before))) {
      return Change.NONE;
    }
    if (now.isEmpty() || !Objects.equals(now.get().key(), before.key())) {
      return Change.OTHER_FILE;
    }
    return switch (compare(through, raw)) {
      case OTHERS -> Change.OVERWRITTEN;
      // Compared again by the next check.
      case UNDECIDED -> Change.NONE;
      case TOGETHER -> {
        known = now.get();
        yield Change.NONE;
      }
    };
  }

  private enum Answer {
    TOGETHER,
    OTHERS,
    /** The log is copied into the file in part. */
    UNDECIDED
  }

  /**
   * Whether the file continues the file that was opened, and the log continues the file.
   *
   * @param through a connection that sees the file with its log, outside of a transaction
   */
  boolean belongTogether(Connection through, RawConnection raw) throws SQLException {
    return compare(through, raw) != Answer.OTHERS;
  }

  /**
   * While somebody reads an earlier state, SQLite copies the pages into the file that did not
   * change since: no state of the catalog is in the file then, only in file and log together.
   */
  private Answer compare(Connection through, RawConnection raw) throws SQLException {
    boolean torn = false;
    for (int i = 1; i <= TRIES; i++) {
      if (isCopiedInPart(through)) {
        return Answer.UNDECIDED;
      }
      try {
        if (tokensAgree(through, raw)) {
          return Answer.TOGETHER;
        }
      } catch (SQLException e) {
        // Torn pages: they do not belong together, or another process is writing the file.
        LOG.debug("The file and its log cannot be compared", e);
        torn = true;
      }
      pause(i * PAUSE_MILLISECONDS);
    }
    // A process may have been killed while it copied. The two are right if they are together.
    return torn && IntegrityCheck.run(through, false).isEmpty() ? Answer.TOGETHER : Answer.OTHERS;
  }

  private static boolean isCopiedInPart(Connection through) throws SQLException {
    try (Statement statement = through.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(NOOP)")) {
      int pages = row.next() ? row.getInt(2) : 0;
      int copied = pages > 0 ? row.getInt(3) : 0;
      return copied > 0 && copied < pages;
    }
  }

  private static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      // The remaining tries follow at once.
      Thread.currentThread().interrupt();
    }
  }

  private boolean tokensAgree(Connection through, RawConnection raw) throws SQLException {
    // In a transaction, so that no process begins the log anew meanwhile.
    Sql.execute(through, "BEGIN");
    try (Connection inFile = raw.open()) {
      WriteHistory.Write newest = WriteHistory.last(through);
      Optional<Integer> inLog = WriteHistory.transactionsInLog(file);
      WriteHistory.Write base = WriteHistory.last(inFile);
      boolean fileContinues =
          base.id() >= lastWrite.id()
              && (lastWrite.id() == 0 || WriteHistory.continues(inFile, lastWrite));
      boolean logContinues =
          base.id() <= newest.id()
              && inLog.isPresent()
              && base.id() >= newest.id() - inLog.get()
              && (base.id() == 0 || WriteHistory.continues(through, base));
      if (fileContinues && logContinues) {
        lastWrite = base;
        return true;
      }
      return false;
    } finally {
      Sql.execute(through, "ROLLBACK");
    }
  }
}
