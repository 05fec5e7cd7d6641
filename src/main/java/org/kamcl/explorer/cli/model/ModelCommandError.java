package org.kamcl.explorer.cli.model;

import org.kamcl.explorer.cli.common.CliErrorCode;

/** Errors of the commands on models. */
enum ModelCommandError implements CliErrorCode {
  /** Largest number. */
  INVALID_ORIENTATIONS(1, true),
  /** Not a multiple of 32 from 32 to 1024. */
  INVALID_IMAGE_SIZE(0, true),
  /** Not a number from 1. */
  INVALID_FAILURES(0, true),
  /** File. */
  REPORT_NOT_HTML(1, true),
  /** Required number, readable images, source. */
  TOO_FEW_CALIBRATION_IMAGES(3, false),
  /** The model. */
  NO_CONCEPTS_TO_CALIBRATE(1, true),
  /** Corpus, unreadable images in the first and in the second evaluation. */
  IMAGES_CHANGED(3, false),
  /** Folder. */
  NO_OUTPUT_FOLDER(1, true),
  /** Number of images. */
  NO_READABLE_IMAGE(1, false),
  /** Folder and formats. */
  NO_IMAGES(2, false),
  /** File. */
  TEXT_FILE_EMPTY(1, false),
  /** File. */
  TEXT_FILE_MISSING(1, false),
  /** File. */
  TEXT_FILE_NOT_UTF8(1, false),
  /** File. */
  TEXT_FILE_NOT_READ(1, false),
  /** Path. */
  OUTPUT_IS_FOLDER(1, true),
  /** List of names, and the matrix that it does not belong to. */
  NAMES_EXIST(2, false);

  private final int argumentCount;
  private final boolean usageError;

  ModelCommandError(int argumentCount, boolean usageError) {
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
