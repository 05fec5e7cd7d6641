package org.kamcl.explorer.ui.reasons;

import org.kamcl.error.ErrorCode;

/** Why reasons cannot be saved. */
public enum ReasonsError implements ErrorCode {
  NOT_WRITTEN(2);

  private final int argumentCount;

  ReasonsError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
