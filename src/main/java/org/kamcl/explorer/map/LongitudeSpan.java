package org.kamcl.explorer.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Longitude arithmetic that is correct across the antimeridian. */
final class LongitudeSpan {
  private static final double FULL_CIRCLE = 360;

  /**
   * A span across the antimeridian must be narrower by this many degrees than one that does not
   * cross it, or the familiar world map would be shifted for little gain.
   */
  private static final double MIN_GAIN = 30;

  private LongitudeSpan() {}

  /**
   * The shortest span of longitudes that contains all ranges.
   *
   * @param ranges at least one, each west and east in -180..180, west &lt;= east
   * @return west and east in degrees; east is larger than 180 if the span crosses the antimeridian
   */
  static double[] of(List<double[]> ranges) {
    List<double[]> merged = merged(ranges);
    int last = merged.size() - 1;
    // The span is the full circle without its widest gap.
    double widest = merged.get(0)[0] + FULL_CIRCLE - merged.get(last)[1];
    int after = 0;
    for (int i = 1; i <= last; i++) {
      double gap = merged.get(i)[0] - merged.get(i - 1)[1];
      boolean familiar = after == 0 && widest < FULL_CIRCLE / 2;
      if (gap > widest + (familiar ? MIN_GAIN : 1e-9)) {
        widest = gap;
        after = i;
      }
    }
    double west = merged.get(after)[0];
    double east = after == 0 ? merged.get(last)[1] : merged.get(after - 1)[1] + FULL_CIRCLE;
    return new double[] {west, east};
  }

  /** Disjoint ranges from west to east that cover the same longitudes. */
  private static List<double[]> merged(List<double[]> ranges) {
    List<double[]> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingDouble(range -> range[0]));
    List<double[]> merged = new ArrayList<>();
    for (double[] range : sorted) {
      double[] before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (before != null && range[0] <= before[1]) {
        before[1] = Math.max(before[1], range[1]);
      } else {
        merged.add(range.clone());
      }
    }
    return merged;
  }
}
