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
  COUNT_OUT_OF_RANGE(2),
  /** Arguments: the corpus, its number of images with captions, the number that is needed. */
  CORPUS_TOO_SMALL(3),
  /** Argument: the run. */
  NOT_FROM_QUEUE(1),
  /** Argument: the run. */
  NO_START_MODEL(1),
  /** Arguments: the file, the reason. */
  COMPARISON_NOT_STORED(2);

  private final int argumentCount;

  CaptioningError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
