package org.kamcl.explorer.cli.shared;

import org.kamcl.explorer.cli.common.CliErrorCode;

/** Errors of the commands on shared archives. */
enum SharedCommandError implements CliErrorCode {
  /** Option, value, largest value. */
  NUMBER_OUT_OF_RANGE(3, true),
  /** No address is given and no archive is attached. */
  NOTHING_ATTACHED(0, true);

  private final int argumentCount;
  private final boolean usageError;

  SharedCommandError(int argumentCount, boolean usageError) {
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
