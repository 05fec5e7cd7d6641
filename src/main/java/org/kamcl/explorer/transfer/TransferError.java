package org.kamcl.explorer.transfer;

import org.kamcl.error.ErrorCode;

/** Errors of copying archives. The comments name the arguments. */
public enum TransferError implements ErrorCode {
  /** Name of a model, number of images in the copy, number of images in the original. */
  COUNT_DIFFERS(3),
  /** Name of a model. */
  CONTENT_DIFFERS(1),
  /** Name of a saved search. */
  SEARCH_NOT_COPIED(1),
  /** Address of the shared archive. */
  ARCHIVE_INCOMPLETE(1);

  private final int argumentCount;

  TransferError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
