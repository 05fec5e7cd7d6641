package org.kamcl.explorer.map;

import java.util.Arrays;
import java.util.List;
import org.kamcl.explorer.domain.GeoPoint;

/** The shortest span of longitudes that holds some places; it may lie across the date line. */
final class LongitudeSpan {
  private static final double FULL_TURN = 360;

  /** For less than this, the world is not turned from how everybody knows it. */
  private static final double WORTH_TURNING = 30;

  private LongitudeSpan() {}

  /**
   * West and east; east is larger than 180 where the span crosses the date line.
   *
   * @param places at least one
   */
  static double[] of(List<GeoPoint> places) {
    double[] lons = places.stream().mapToDouble(GeoPoint::lon).sorted().toArray();
    int last = lons.length - 1;
    // The span is the whole turn less its widest gap.
    double widest = lons[0] + FULL_TURN - lons[last];
    int after = 0;
    for (int i = 1; i <= last; i++) {
      boolean known = after == 0 && widest < FULL_TURN / 2;
      if (lons[i] - lons[i - 1] > widest + (known ? WORTH_TURNING : 1e-9)) {
        widest = lons[i] - lons[i - 1];
        after = i;
      }
    }
    double west = lons[after];
    double east = after == 0 ? lons[last] : lons[after - 1] + FULL_TURN;
    return new double[] {west, east};
  }

  /** The longitudes of a ring or line one after the other, each the short way from the last. */
  static double[] unwrapped(List<GeoPoint> points) {
    double[] lons = new double[points.size()];
    Arrays.setAll(lons, i -> points.get(i).lon());
    for (int i = 1; i < lons.length; i++) {
      double step = lons[i] - lons[i - 1];
      lons[i] -= FULL_TURN * Math.rint(step / FULL_TURN);
    }
    return lons;
  }
}
