package org.kamcl.explorer.context;

import org.kamcl.error.ErrorCode;

/** Errors of a workspace. The comments name the arguments. */
public enum ContextError implements ErrorCode {
  /** The sample images are not installed. */
  NO_SAMPLE_DATA(0),
  /** File. */
  EXAMPLE_NOT_KEPT(1),
  /** File that names the attached archive. */
  ATTACHMENT_DAMAGED(1),
  /** File that names the attached archive. */
  ATTACHMENT_NOT_WRITTEN(1),
  /** Address of the attached archive. */
  OWN_ARCHIVE_ONLY(1);

  private final int argumentCount;

  ContextError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
