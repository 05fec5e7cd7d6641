package org.kamcl.explorer.localization;

import org.kamcl.error.ErrorCode;

/** Why a scene has no score map, or a map cannot be written or evaluated. */
public enum LocalizationFileError implements ErrorCode {
  /** Scene and reason. */
  SCENE_UNREADABLE(2),
  /** Scene, tiles that could not be read, reason of the first. */
  TILES_SKIPPED(3),
  /** Scene. */
  NO_GROUND_SCALE(1),
  /** Level. */
  LEVEL_OUT_OF_RANGE(1),
  /** Scene. */
  NOT_AFFINE(1),
  /** Scene and CRS. */
  CRS_NOT_WRITABLE(2),
  /** Scene. */
  NO_COORDINATES(1),
  /** Scene. */
  TURNED_BY_CAMERA(1),
  /** File and reason. */
  WRITE_FAILED(2),
  /** Folder. */
  NO_QUERIES(1),
  /** File. */
  NOT_READ(1),
  /** File and what is wrong. */
  NOT_GEOJSON(2),
  /** File and what is wrong. */
  NOT_ANNOTATIONS(2),
  /** File with the regions and name of the scene. */
  SCENE_MISSING(2),
  /** File, its CRS, scene, CRS of the scene. */
  OTHER_CRS(4),
  /** File and query. */
  REGION_OUTSIDE(2);

  private final int argumentCount;

  LocalizationFileError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
