package org.kamcl.explorer.cli.common;

/** Errors that several commands share. */
public enum CommandError implements CliErrorCode {
  /** A failure that no code foresees. */
  UNEXPECTED(1, false),
  /** A name, and the encoding of names, in which it has no form. */
  NAME_NOT_ENCODABLE(2, false),
  /** What is wrong with the arguments. */
  INVALID_ARGUMENTS(1, true),
  /** File and reason. */
  FILE_NOT_WRITTEN(2, false),
  /** The program was built without a window. */
  NO_WINDOW(0, false),
  /** Reason. */
  NO_TEMPORARY_FOLDER(1, false),
  /** Split, splits of the corpus, option that chooses. */
  EMPTY_SPLIT(3, true);

  private final int argumentCount;
  private final boolean usageError;

  CommandError(int argumentCount, boolean usageError) {
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
