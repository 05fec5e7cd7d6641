package org.kamcl.explorer.stac;

import org.kamcl.error.ErrorCode;

/** Errors and warnings of STAC documents. */
public enum StacError implements ErrorCode {
  /** File. */
  NOT_STAC(1),
  /** File, reason. */
  NOT_READ(2),
  /** File, number of documents. */
  TOO_MANY(2),
  /** File. */
  NO_FILES(1),
  /** Number of links, the first. */
  REMOTE(2),
  /** Number of items, the first file. */
  FILES_MISSING(2),
  /** File, item. */
  GEOMETRY_INVALID(2),
  /** File, item, text. */
  DATE_INVALID(3);

  private final int argumentCount;

  StacError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
