package org.kamcl.explorer.map;

import org.kamcl.error.ErrorCode;

/** Errors of the map. */
public enum MapError implements ErrorCode {
  /** A file of the basemap is missing; its name. */
  BASEMAP_FILE_MISSING(1),
  /** A file of the basemap cannot be read; its name. */
  BASEMAP_FILE_UNREADABLE(1);

  private final int argumentCount;

  MapError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
