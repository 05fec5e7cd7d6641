package org.kamcl.explorer.captioning;

import org.kamcl.error.ErrorCode;

/** Errors of suggestions what to caption. */
public enum CaptioningError implements ErrorCode {
  /** No arguments. */
  ARCHIVE_EMPTY(0),
  /** Argument: the name of the model. */
  ARCHIVE_NOT_INDEXED(1),
  /** Arguments: the image, the name of the model. */
  NOT_EMBEDDED(2),
  /** Argument: the image. */
  EMBEDDING_DAMAGED(1),
  /** Arguments: the number, the largest number. */
  COUNT_OUT_OF_RANGE(2);

  private final int argumentCount;

  CaptioningError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
