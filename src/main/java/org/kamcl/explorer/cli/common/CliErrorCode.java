package org.kamcl.explorer.cli.common;

import org.kamcl.error.ErrorCode;

/** An error of the command line, which decides the exit code. */
public interface CliErrorCode extends ErrorCode {
  /** Whether the arguments are wrong (exit code 2) rather than the command failed (1). */
  boolean isUsageError();
}
