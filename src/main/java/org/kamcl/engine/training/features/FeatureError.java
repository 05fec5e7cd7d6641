package org.kamcl.engine.training.features;

import org.kamcl.error.ErrorCode;

/** Errors of kept features. */
public enum FeatureError implements ErrorCode {
  /** Arguments: file, what the system says. */
  NOT_WRITTEN(2),
  /** Arguments: file, what the system says. */
  UNREADABLE(2),
  /** Argument: file. */
  DAMAGED(1),
  /** No arguments. */
  INTERRUPTED(0);

  private final int argumentCount;

  FeatureError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
