package org.kamcl.csv;

import org.kamcl.error.ErrorCode;

/** Errors of CSV tables. */
public enum CsvError implements ErrorCode {
  /** Argument: the file. */
  UNREADABLE(1),
  /** Argument: the file. */
  NOT_UTF8(1),
  /** Arguments: the file, the missing column, the list of columns. */
  COLUMN_MISSING(3),
  /** Arguments: the file, the line, the number of columns of the row, and that of the table. */
  COLUMN_COUNT(4),
  /** Arguments: the file, the line. */
  QUOTE_NOT_CLOSED(2),
  /** Arguments: the file, the line, the number of characters that a row may have. */
  ROW_TOO_LONG(3),
  /** Arguments: the file, the number of rows. */
  MORE_ROWS_SKIPPED(2);

  private final int argumentCount;

  CsvError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
