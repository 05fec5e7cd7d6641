package org.kamcl.engine.training;

import org.kamcl.error.ErrorCode;

/** Errors of the training step. */
public enum TrainingError implements ErrorCode {
  /** Argument: the step. */
  LOSS_NOT_FINITE(1),
  /** Argument: the step. */
  GRADIENT_NOT_FINITE(1);

  private final int argumentCount;

  TrainingError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
