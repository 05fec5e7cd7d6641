package org.kamcl.explorer.cli.tag;

import org.kamcl.explorer.cli.common.CliErrorCode;

/** Errors of the commands on tags. */
enum TagCommandError implements CliErrorCode {
  /** File. */
  NOT_INDEXED(1, false);

  private final int argumentCount;
  private final boolean usageError;

  TagCommandError(int argumentCount, boolean usageError) {
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
