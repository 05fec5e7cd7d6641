package org.kamcl.explorer.bulk;

import org.kamcl.error.ErrorCode;

/** Errors and warnings of folders of embeddings. */
public enum BulkError implements ErrorCode {
  /** Folder. */
  NO_MANIFEST(1),
  /** File, detail. */
  FILE_DAMAGED(2),
  /** File. */
  FILE_MISSING(1),
  /** File, its version. */
  VERSION_UNKNOWN(2),
  /** Folder, name and hash of its model, name and hash of the model of the archive. */
  OTHER_MODEL(5),
  /** URI of a file. */
  FILE_ELSEWHERE(1),
  /** File. */
  FILE_CHANGED(1),
  /** Folder, number of images it states, number of images found. */
  COUNT_DIFFERS(3),
  /** Argument. */
  LOCATION_INVALID(1);

  private final int argumentCount;

  BulkError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
