package org.kamcl.explorer.evaluation;

import org.kamcl.error.ErrorCode;

/** Errors of evaluations and the files that keep them. */
public enum EvaluationStoreError implements ErrorCode {
  /** Arguments: the split, the splits that the corpus has. */
  SPLIT_EMPTY(2),
  /** Argument: the id. */
  NOT_FOUND(1),
  /** Argument: the file. */
  DAMAGED(1),
  /** Arguments: the file, the reason. */
  UNREADABLE(2),
  /** Arguments: the folder, the reason. */
  NOT_STORED(2),
  /** Arguments: the file, the reason. */
  NOT_DELETED(2),
  /** Arguments: the report, the reason. */
  REPORT_NOT_WRITTEN(2),
  /** No arguments. */
  OTHER_QUERIES(0),
  /** No arguments. */
  NOTHING_RATED(0),
  /** Argument: number of images. */
  RATED_RELEVANT_ONLY(1),
  /** Argument: number of images. */
  RATED_NOT_RELEVANT_ONLY(1),
  /** Arguments: the two models. */
  RATED_IMAGES_NOT_INDEXED(2);

  private final int argumentCount;

  EvaluationStoreError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
