package org.kamcl.explorer.concepts;

import org.kamcl.error.ErrorCode;

/** Errors of the analysis of concepts. */
public enum ConceptError implements ErrorCode {
  /** No arguments. */
  ARCHIVE_EMPTY(0),
  /** Argument: the name of the model. */
  ARCHIVE_NOT_INDEXED(1),
  /** Arguments: the word, the name of the model. */
  NO_SUCH_CONCEPT(2),
  /** Argument: the file. */
  MARKS_NOT_READ(1),
  /** Argument: the file. */
  MARKS_DAMAGED(1),
  /** Arguments: the file, the reason. */
  MARKS_NOT_WRITTEN(2);

  private final int argumentCount;

  ConceptError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
