package org.kamcl.explorer.ui.heatmap;

import org.kamcl.error.ErrorCode;

/** Errors of heat maps in the window. */
public enum HeatMapError implements ErrorCode {
  /** A heat map cannot be saved: the file, the reason. */
  NOT_WRITTEN(2);

  private final int argumentCount;

  HeatMapError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
