package org.kamcl.explorer.cli.program;

import org.kamcl.explorer.cli.common.CliErrorCode;

/** Errors of the commands about the program. */
enum ProgramCommandError implements CliErrorCode {
  /** Percent. */
  SCALE_OUT_OF_RANGE(1, true);

  private final int argumentCount;
  private final boolean usageError;

  ProgramCommandError(int argumentCount, boolean usageError) {
    this.argumentCount = argumentCount;
    this.usageError = usageError;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }

  @Override
  public boolean isUsageError() {
    return usageError;
  }
}
