package org.kamcl.explorer.geo;

import java.awt.geom.AffineTransform;
import java.util.Optional;

/** From pixels to coordinates of a CRS; (0, 0) is the outer corner of the first pixel. */
interface PixelToCrs {
  /** Replaces a column and a row by coordinates, in place. */
  void transform(double[] xy);

  /**
   * An affine transform.
   *
   * @param g x of the corner, x per column, x per row, y of the corner, y per column, y per row
   * @return empty if it maps to a line or a point
   */
  static Optional<PixelToCrs> affine(double... g) {
    AffineTransform transform = new AffineTransform(g[1], g[4], g[2], g[5], g[0], g[3]);
    double area = transform.getDeterminant();
    if (Double.isNaN(area) || Double.isInfinite(area) || area == 0) {
      return Optional.empty();
    }
    return Optional.of(xy -> transform.transform(xy, 0, xy, 0, 1));
  }

  /**
   * The inverse of an affine transform, from coordinates to pixels.
   *
   * @param g as for {@link #affine}
   * @return empty if it maps to a line or a point
   */
  static Optional<PixelToCrs> inverse(double... g) {
    double area = g[1] * g[5] - g[2] * g[4];
    if (!Double.isFinite(area) || area == 0) {
      return Optional.empty();
    }
    return Optional.of(
        xy -> {
          double x = xy[0] - g[0];
          double y = xy[1] - g[3];
          xy[0] = (g[5] * x - g[2] * y) / area;
          xy[1] = (g[1] * y - g[4] * x) / area;
        });
  }
}
