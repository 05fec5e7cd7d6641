package org.kamcl.engine.evaluation;

import org.kamcl.error.ErrorCode;

/** Errors of evaluation and calibration. */
public enum EvaluationError implements ErrorCode {
  /** Arguments: the number of images needed, and that of images found. */
  TOO_FEW_IMAGES(2),
  /** Argument: the number of images. */
  NO_READABLE_IMAGE(1),
  /** No arguments. */
  NOTHING_TO_EVALUATE(0),
  /** Argument: the index of the image. */
  SIMILARITY_NOT_A_NUMBER(1);

  private final int argumentCount;

  EvaluationError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
