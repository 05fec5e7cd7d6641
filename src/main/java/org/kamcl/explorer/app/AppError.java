package org.kamcl.explorer.app;

import org.kamcl.error.ErrorCode;

/** Errors of starting the window. The comments name the arguments. */
public enum AppError implements ErrorCode {
  /** No display is available. */
  NO_DISPLAY(0),
  /** Folder and reason. */
  SCREENSHOTS_NOT_WRITTEN(2);

  private final int argumentCount;

  AppError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
