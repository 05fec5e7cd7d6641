package org.kamcl.explorer.cli.run;

import org.kamcl.explorer.cli.common.CliErrorCode;

/** Errors of the commands that train. */
enum RunCommandError implements CliErrorCode {
  /** --minutes is not positive or too long. Argument: the longest time. */
  INVALID_MINUTES(1, true),
  /** --unfreeze is negative. */
  INVALID_BLOCKS(0, true),
  /** Name. */
  UNKNOWN_CONFIGURATION(1, true),
  /** --resume with options of a new run. */
  RESUME_WITH_NEW_SETTINGS(0, true),
  /** --stop without --resume, or with what only a training needs. */
  STOP_WITH_OTHERS(0, true);

  private final int argumentCount;
  private final boolean usageError;

  RunCommandError(int argumentCount, boolean usageError) {
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
