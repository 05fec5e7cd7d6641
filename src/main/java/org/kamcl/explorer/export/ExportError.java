package org.kamcl.explorer.export;

import org.kamcl.error.ErrorCode;

/** Why hits cannot be exported. */
public enum ExportError implements ErrorCode {
  IS_FOLDER(1),
  FOLDER_MISSING(2),
  WRITE_FAILED(2),
  FILE_IN_USE(1),
  TABLE_EXISTS(2),
  NO_EMBEDDINGS(1),
  NO_FONTS(0);

  private final int argumentCount;

  ExportError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
