package org.kamcl.explorer.spark;

import org.kamcl.error.ErrorCode;

/** Errors and warnings of the Spark job. */
public enum SparkError implements ErrorCode {
  /** Folder, its settings, the wanted settings. */
  SETTINGS_DIFFER(3),
  /** Input folder. */
  STAC_IGNORED(1),
  /** URI, detail. */
  STORE_FAILED(2),
  /** URI. */
  NO_IMAGES(1);

  private final int argumentCount;

  SparkError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
