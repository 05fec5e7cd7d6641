package org.kamcl.explorer.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
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
  private static final int TRIES = 5;

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
    if (!belongTogether(through, raw)) {
      return Change.OVERWRITTEN;
    }
    known = now.get();
    return Change.NONE;
  }

  /**
   * Whether the file continues the file that was opened, and the log continues the file.
   *
   * @param through a connection that sees the file with its log, outside of a transaction
   */
  boolean belongTogether(Connection through, RawConnection raw) {
    for (int i = 0; i < TRIES; i++) {
      try {
        if (compare(through, raw)) {
          return true;
        }
      } catch (SQLException e) {
        // Torn pages: they do not belong together, or another process is writing the file.
        LOG.debug("The file and its log cannot be compared", e);
      }
    }
    return false;
  }

  private boolean compare(Connection through, RawConnection raw) throws SQLException {
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
