package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.sql.SQLException;
import org.kamcl.error.KamclException;
import org.sqlite.SQLiteErrorCode;

/** What the errors of SQLite mean to people. */
final class SqliteErrors {
  private SqliteErrors() {}

  /** Whether an error is of a kind, in any of its variants. */
  static boolean is(SQLException e, SQLiteErrorCode kind) {
    return (e.getErrorCode() & 0xff) == kind.code;
  }

  /**
   * The error to report.
   *
   * @param file the catalog
   */
  static KamclException translate(SQLException e, Path file) {
    if (is(e, SQLiteErrorCode.SQLITE_BUSY) || is(e, SQLiteErrorCode.SQLITE_LOCKED)) {
      return new KamclException(e, CatalogError.BUSY, file);
    }
    if (is(e, SQLiteErrorCode.SQLITE_FULL) || is(e, SQLiteErrorCode.SQLITE_IOERR)) {
      return new KamclException(e, CatalogError.WRITE_FAILED, file);
    }
    if (is(e, SQLiteErrorCode.SQLITE_READONLY) || is(e, SQLiteErrorCode.SQLITE_CANTOPEN)) {
      return new KamclException(e, CatalogError.READ_ONLY, file);
    }
    if (is(e, SQLiteErrorCode.SQLITE_CORRUPT) || is(e, SQLiteErrorCode.SQLITE_NOTADB)) {
      return new KamclException(e, CatalogError.DAMAGED, file);
    }
    return new KamclException(e, CatalogError.DATABASE_ERROR, file, String.valueOf(e.getMessage()));
  }
}
