package org.kamcl.engine.explain;

import org.kamcl.error.ErrorCode;

/** Errors of explanations. */
public enum ExplainError implements ErrorCode {
  /** Model. */
  CONTRIBUTION_UNSUPPORTED(1),
  /** Text. */
  FOCUS_UNKNOWN(1),
  /** Number of images. */
  NO_READABLE_IMAGE(1);

  private final int argumentCount;

  ExplainError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
