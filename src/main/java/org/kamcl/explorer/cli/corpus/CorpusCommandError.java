package org.kamcl.explorer.cli.corpus;

import org.kamcl.explorer.cli.common.CliErrorCode;

/** Errors of the commands on corpora. */
enum CorpusCommandError implements CliErrorCode {
  /** Folder and reason. */
  CONCEPTS_NOT_WRITTEN(2, false),
  /** File and reason. */
  EXCLUSIONS_NOT_WRITTEN(2, false),
  /** File. */
  EXCLUSIONS_NOT_CSV(1, true),
  /** --count is not positive. */
  INVALID_CONCEPT_COUNT(0, true);

  private final int argumentCount;
  private final boolean usageError;

  CorpusCommandError(int argumentCount, boolean usageError) {
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
