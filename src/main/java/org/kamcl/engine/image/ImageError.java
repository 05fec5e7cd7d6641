package org.kamcl.engine.image;

import org.kamcl.error.ErrorCode;

/** Errors of image files. */
public enum ImageError implements ErrorCode {
  /** Folder. */
  FILE_IS_FOLDER(1),
  /** File. */
  FILE_UNREADABLE(1),
  /** Image, reason. */
  READ_FAILED(2),
  /** Image, width, height, largest number of megapixels. */
  TOO_MANY_PIXELS(4),
  /** Image. */
  ROWS_INVALID(1),
  /** Image. */
  FILE_EMPTY(1),
  /** Image. */
  FORMAT_UNSUPPORTED(1),
  /** Image. */
  DAMAGED(1),
  /** Image. */
  JPEG_VARIANT_UNSUPPORTED(1),
  /** Image. */
  BMP_VARIANT_UNSUPPORTED(1),
  /** Image, number of color components. */
  COMPONENTS_UNSUPPORTED(2),
  /** Image. */
  SAMPLES_UNSUPPORTED(1),
  /** Folder. */
  FOLDER_MISSING(1),
  /** Folder. */
  FOLDER_UNREADABLE(1),
  /** Path of a broken link, a pipe or a device. */
  NOT_A_FILE(1),
  /** File, encoding of file names. */
  NAME_NOT_TEXT(2);

  private final int argumentCount;

  ImageError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
