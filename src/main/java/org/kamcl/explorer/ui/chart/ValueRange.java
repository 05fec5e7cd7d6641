package org.kamcl.explorer.ui.chart;

import java.util.List;

/** Finds the values that are visible, and what an axis cannot show of them. */
final class ValueRange {
  private double low = Double.POSITIVE_INFINITY;
  private double high = Double.NEGATIVE_INFINITY;
  private int notPositive;

  /**
   * @param x visible positions
   * @param smoothing weight of the past
   * @param logarithmic whether only positive values count
   */
  static ValueRange of(
      List<Curve> curves, XAxis axis, Span x, double smoothing, boolean logarithmic) {
    ValueRange range = new ValueRange();
    for (Curve curve : curves) {
      CurveData data = curve.data();
      int from = data.firstAt(axis, x.low());
      int to = data.firstAt(axis, Math.nextUp(x.high()));
      range.include(data.values(), from, to, logarithmic, true);
      if (curve.smoothing() && smoothing > 0) {
        range.include(data.smoothed(smoothing), from, to, logarithmic, false);
      }
    }
    return range;
  }

  private void include(double[] values, int from, int to, boolean logarithmic, boolean count) {
    for (int i = from; i < to; i++) {
      double value = values[i];
      // False for NaN; infinity means that there is no number.
      if (!(Math.abs(value) <= Double.MAX_VALUE)) {
        continue;
      }
      if (logarithmic && value <= 0) {
        notPositive += count ? 1 : 0;
        continue;
      }
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }

  /** Whether no value can be shown. */
  boolean isEmpty() {
    return low > high;
  }

  double low() {
    return low;
  }

  double high() {
    return high;
  }

  /** Number of values that are zero or negative and cannot be shown on a logarithmic axis. */
  int notPositive() {
    return notPositive;
  }
}
