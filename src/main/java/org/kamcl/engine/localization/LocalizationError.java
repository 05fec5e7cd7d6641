package org.kamcl.engine.localization;

import org.kamcl.error.ErrorCode;

/** Errors of score maps and their evaluation. */
public enum LocalizationError implements ErrorCode {
  /** None. */
  REGION_EMPTY(0);

  private final int argumentCount;

  LocalizationError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
