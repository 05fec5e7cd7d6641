package org.kamcl.error;

/** Failures of the program itself, at any place. */
public enum ProgramError implements ErrorCode {
  /** Argument: the limit in megabytes. */
  OUT_OF_MEMORY(1),
  /** Values within values, deeper than can be followed. */
  NESTED_TOO_DEEPLY(0);

  private static final long MEGABYTE = 1 << 20;

  private final int argumentCount;

  ProgramError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }

  /** The memory that the program may use, in megabytes. */
  public static long memoryLimit() {
    return Runtime.getRuntime().maxMemory() / MEGABYTE;
  }
}
