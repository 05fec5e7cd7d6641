package org.kamcl.explorer.ui.train;

import org.kamcl.error.ErrorCode;

/** Errors of the Train perspective. */
public enum TrainError implements ErrorCode {
  /** The charts cannot be saved: the file, the reason. */
  CHARTS_NOT_SAVED(2);

  private final int argumentCount;

  TrainError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
