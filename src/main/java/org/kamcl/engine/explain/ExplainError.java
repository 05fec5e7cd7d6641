package org.kamcl.engine.explain;

import org.kamcl.error.ErrorCode;

/** Errors of explanations. */
public enum ExplainError implements ErrorCode {
  /** Model. */
  CONTRIBUTION_UNSUPPORTED(1);

  private final int argumentCount;

  ExplainError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
