package org.kamcl.explorer.ui;

import org.kamcl.error.ErrorCode;

/** Errors of screenshots of the window. */
public enum UiError implements ErrorCode {
  /** The program ended before the screenshot was taken. */
  SCREENSHOT_INTERRUPTED(0),
  /** The window did not settle: the time limit in seconds. */
  WINDOW_NOT_SETTLED(1),
  /** A screenshot cannot be written: the file, the reason. */
  SCREENSHOT_NOT_WRITTEN(2);

  private final int argumentCount;

  UiError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
