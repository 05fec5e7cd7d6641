package org.kamcl.explorer.index;

import org.kamcl.error.ErrorCode;

/** Errors and warnings of indexing. */
public enum IndexError implements ErrorCode {
  NO_FOLDER(0),
  FOLDER_UNREADABLE(1),
  FILE_UNREADABLE(1),
  DATE_PATTERN_INVALID(1),
  ROW_COORDINATES_OUT_OF_RANGE(4),
  ROW_NUMBER_INVALID(3),
  ROW_WIDTH_INVALID(3),
  ROW_DATE_INVALID(3),
  ROW_REPEATED(3),
  ROWS_WITHOUT_FILE(1),
  SYSTEM_FILES_SKIPPED(3),
  FILES_MOVED(1),
  /** Number of files. */
  ENTRIES_MENDED(1),
  /** Number of images that were lost, of those that still are. */
  IMAGES_LOST(2),
  /** Table, number of its rows. */
  ROWS_ACCEPTED(2),
  /** No arguments. */
  WORDS_INDEXED_AGAIN(0),
  /** Number of files. */
  FILES_LOCATED_AGAIN(1),
  /** File. */
  ENTRY_WITHOUT_TABLES(1),
  FILES_MISSING(2),
  FILES_FORGOTTEN(1),
  EXTENT_OUTSIDE_TRAINING_RANGE(4),
  /**
   * Warning. Arguments: the file, the side of the image on the ground, and the smallest and largest
   * side that corpora usually have, in meters.
   */
  EXTENT_OUTSIDE_USUAL_RANGE(4),
  FILES_WITHOUT_CRS(1),
  CRS_NO_LONGER_MISSING(1),
  WAITING_FOR_LOCK(1);

  private final int argumentCount;

  IndexError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
