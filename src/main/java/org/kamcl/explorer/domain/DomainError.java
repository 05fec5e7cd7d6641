package org.kamcl.explorer.domain;

import org.kamcl.error.ErrorCode;

/** Invalid values of domain records. The comments name the arguments. */
public enum DomainError implements ErrorCode {
  /** The number of bands. */
  BAND_COUNT(1),

  /** The band. */
  BAND_NUMBER(1),

  /** The lower and the upper percentile. */
  STRETCH_PERCENTILES(2),

  /** The number of hits. */
  HIT_COUNT(1);

  private final int argumentCount;

  DomainError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
