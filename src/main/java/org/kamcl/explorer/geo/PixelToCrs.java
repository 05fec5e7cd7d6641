package org.kamcl.explorer.geo;

import java.awt.geom.AffineTransform;
import java.util.Optional;

/** From pixel corners (0, 0 is the outer corner of the first pixel) to coordinates. */
interface PixelToCrs {
  /** Turns a column and a row, in place. */
  void transform(double[] xy);

  /**
   * A map by six numbers.
   *
   * @param g x of the corner, x a column, x a row, y of the corner, y a column, y a row
   * @return empty if they map no area
   */
  static Optional<PixelToCrs> affine(double... g) {
    AffineTransform transform = new AffineTransform(g[1], g[4], g[2], g[5], g[0], g[3]);
    double area = transform.getDeterminant();
    if (Double.isNaN(area) || Double.isInfinite(area) || area == 0) {
      return Optional.empty();
    }
    return Optional.of(xy -> transform.transform(xy, 0, xy, 0, 1));
  }
}
