package org.kamcl.explorer.ui.control;

import org.kamcl.error.ErrorCode;

/** Errors of the shared controls. */
public enum ControlError implements ErrorCode {
  /** A program of the operating system is missing: the file to open, the program. */
  PROGRAM_MISSING(2);

  private final int argumentCount;

  ControlError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
