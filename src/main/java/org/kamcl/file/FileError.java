package org.kamcl.file;

import org.kamcl.error.ErrorCode;

/** Errors of files that are not what their names promise. */
public enum FileError implements ErrorCode {
  /** A pipe, a socket or a device. Argument: the path. */
  NOT_REGULAR(1),
  /** Argument: the file. */
  GIT_LFS_POINTER(1),
  /** Argument: the file. */
  WEB_PAGE(1);

  private final int argumentCount;

  FileError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
