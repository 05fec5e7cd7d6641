package org.kamcl.explorer.geo;

import org.kamcl.error.ErrorCode;

/** What can be wrong with the georeferencing of a file, or with a CRS. */
enum GeoError implements ErrorCode {
  /** Name. */
  CRS_DERIVED(1),
  /** Name. */
  CRS_NOT_HORIZONTAL(1),
  /** Name. */
  CRS_NOT_EARTH(1),
  /** Name. */
  CRS_NOT_UNDERSTOOD(1),
  CRS_TEXT_NOT_UNDERSTOOD(0),
  /** The text. */
  CRS_PROJ_STRING(1),
  /** Code such as {@code EPSG:27700}. */
  CRS_CODE_UNKNOWN(1),
  /** Code, code of its replacement. */
  CRS_CODE_AMBIGUOUS(2),
  /** Name, projection method. */
  PROJECTION_UNSUPPORTED(2),
  /** Name. */
  PROJECTION_MISSING(1),
  /** Name. */
  ELLIPSOID_MISSING(1),
  ELLIPSOID_IMPOSSIBLE(0),
  /** Number of the unit. */
  UNIT_UNKNOWN(1),
  /** Name of the unit. */
  UNIT_NAME_UNKNOWN(1),
  GEOCENTRIC(0),
  CRS_MISSING(0),
  /** The problem with the CRS. */
  CRS_UNUSABLE(1),
  RPC_ONLY(0),
  CRS_WITHOUT_COORDINATES(0),
  TRANSFORM_DEGENERATE(0),
  /** Name of its type. */
  XFORM_UNSUPPORTED(1),
  GML_AXES_CONTRADICTORY(0),
  /** Name of the datum. */
  DATUM_SHIFT_UNKNOWN(1),
  /** Number of control points. */
  GCPS_TOO_FEW(1),
  GCPS_INCONSISTENT(0),
  GCPS_UNIT_UNKNOWN(0),
  GCPS_WITHOUT_GEOREFERENCE(0),
  /** Number of control points, largest residual in pixels. */
  GCPS_APPROXIMATE(2),
  REGISTRY_UNREADABLE(0);

  private final int argumentCount;

  GeoError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
