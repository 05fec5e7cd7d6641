package org.kamcl.explorer.report;

import org.kamcl.error.ErrorCode;

/** Errors of reports. The comments name the arguments. */
enum ReportError implements ErrorCode {
  /** File, reason. */
  NOT_WRITTEN(2);

  private final int argumentCount;

  ReportError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
