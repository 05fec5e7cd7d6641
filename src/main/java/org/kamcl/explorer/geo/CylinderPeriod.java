package org.kamcl.explorer.geo;

import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;

/**
 * The width of the world in a cylindrical projection with vertical meridians, such as Mercator,
 * where coordinates beyond the antimeridian are the same places one world further.
 */
final class CylinderPeriod {
  private static final double TURN = 360;

  /** A shift of the datum bends meridians by less than this part of the coordinates. */
  private static final double STRAIGHT = 1e-3;

  private CylinderPeriod() {}

  /**
   * The period of the first coordinate.
   *
   * @param toProjected from longitude and latitude in degrees; null if there is no way
   * @return 0 if the projection is not such a cylinder
   */
  static double of(MathTransform toProjected) {
    if (toProjected == null) {
      return 0;
    }
    try {
      double atEquator = width(toProjected, 0);
      double inNorth = width(toProjected, 50);
      double inSouth = width(toProjected, -30);
      boolean straight =
          Math.abs(atEquator - inNorth) < STRAIGHT * Math.abs(atEquator)
              && Math.abs(atEquator - inSouth) < STRAIGHT * Math.abs(atEquator)
              && Math.abs(x(toProjected, 10, 0) - x(toProjected, 10, 50))
                  < 10 * STRAIGHT * Math.abs(atEquator);
      return straight ? Math.abs(atEquator) * TURN / 5 : 0;
    } catch (TransformException | RuntimeException e) {
      return 0;
    }
  }

  /** The width of five degrees at a latitude. */
  private static double width(MathTransform toProjected, double lat) throws TransformException {
    double width = x(toProjected, 15, lat) - x(toProjected, 10, lat);
    double other = x(toProjected, -95, lat) - x(toProjected, -100, lat);
    // The antimeridian of the projection may be between.
    return Math.abs(width) < Math.abs(other) ? width : other;
  }

  private static double x(MathTransform toProjected, double lon, double lat)
      throws TransformException {
    double[] at = {lon, lat};
    toProjected.transform(at, 0, at, 0, 1);
    return at[0];
  }
}
