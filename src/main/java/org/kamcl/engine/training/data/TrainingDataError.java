package org.kamcl.engine.training.data;

import org.kamcl.error.ErrorCode;

/** Errors of training data. */
public enum TrainingDataError implements ErrorCode {
  /** Argument: the first file of the batch. */
  NO_READABLE_IMAGE_IN_BATCH(1),
  /** No arguments. */
  INTERRUPTED(0);

  private final int argumentCount;

  TrainingDataError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
