package org.kamcl.explorer.geo;

import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.referencing.operation.transform.AbstractMathTransform;

/** A projection as GeoTools combines it with other transforms: from meters to degrees. */
final class PlaneProjectionTransform extends AbstractMathTransform {
  /** Radians. */
  private static final double ROUNDING = 1e-9;

  private final PlaneProjection projection;
  private final boolean toDegrees;

  private PlaneProjectionTransform(PlaneProjection projection, boolean toDegrees) {
    this.projection = projection;
    this.toDegrees = toDegrees;
  }

  /** From easting and northing in meters to longitude and latitude in degrees. */
  static MathTransform toDegrees(PlaneProjection projection) {
    return new PlaneProjectionTransform(projection, true);
  }

  @Override
  public int getSourceDimensions() {
    return 2;
  }

  @Override
  public int getTargetDimensions() {
    return 2;
  }

  @Override
  public void transform(double[] from, int at, double[] to, int into, int points) {
    double[] source = from == to ? from.clone() : from;
    double[] p = new double[2];
    for (int i = 0; i < points; i++) {
      p[0] = source[at + 2 * i];
      p[1] = source[at + 2 * i + 1];
      if (toDegrees) {
        projection.unproject(p);
        if (Math.abs(p[0]) > Math.PI + ROUNDING) {
          // Beyond the edge of the map, where a formula goes on around the earth.
          p[0] = Double.NaN;
        }
        to[into + 2 * i] = Math.toDegrees(p[0]);
        to[into + 2 * i + 1] = Math.toDegrees(p[1]);
      } else {
        p[0] = Math.toRadians(p[0]);
        p[1] = Math.toRadians(p[1]);
        projection.project(p);
        to[into + 2 * i] = p[0];
        to[into + 2 * i + 1] = p[1];
      }
    }
  }

  @Override
  public MathTransform inverse() {
    return new PlaneProjectionTransform(projection, !toDegrees);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PlaneProjectionTransform that
        && projection == that.projection
        && toDegrees == that.toDegrees;
  }

  @Override
  public int hashCode() {
    return 31 * System.identityHashCode(projection) + Boolean.hashCode(toDegrees);
  }
}
