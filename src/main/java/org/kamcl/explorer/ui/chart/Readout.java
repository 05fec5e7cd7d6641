package org.kamcl.explorer.ui.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The values of a curve at the crosshair.
 *
 * @param curve the curve
 * @param x position of the point, on the axis of the chart
 * @param value its value; NaN in a gap, infinite if it is not a number
 * @param smoothed its smoothed value; the value itself without smoothing
 */
record Readout(Curve curve, double x, double value, double smoothed) {
  /**
   * The values of all curves at the points nearest to a position. A curve that ends before, or
   * starts after it, is left out.
   *
   * @param tolerance distance at which a curve still counts
   */
  static List<Readout> at(
      List<Curve> curves, XAxis axis, double x, double smoothing, double tolerance) {
    List<Readout> all = new ArrayList<>();
    for (Curve curve : curves) {
      CurveData data = curve.data();
      int nearest = data.nearest(axis, x);
      if (nearest < 0) {
        continue;
      }
      boolean within =
          x >= data.x(axis, 0) - tolerance && x <= data.x(axis, data.size() - 1) + tolerance;
      if (within) {
        double value = data.value(nearest);
        double smoothed =
            curve.smoothing() && Double.isFinite(value) ? data.smoothed(smoothing)[nearest] : value;
        all.add(new Readout(curve, data.x(axis, nearest), value, smoothed));
      }
    }
    return all;
  }

  /** The position of the point that is nearest to a position; the position itself without any. */
  static double position(List<Readout> values, double x) {
    return values.stream()
        .mapToDouble(Readout::x)
        .boxed()
        .min(Comparator.comparingDouble(at -> Math.abs(at - x)))
        .orElse(x);
  }
}
