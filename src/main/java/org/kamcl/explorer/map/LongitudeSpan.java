package org.kamcl.explorer.map;

import java.util.Arrays;
import java.util.List;
import org.kamcl.explorer.domain.GeoPoint;

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
   * The shortest span of longitudes that contains all points.
   *
   * @param points at least one
   * @return west and east in degrees; east is larger than 180 if the span crosses the antimeridian
   */
  static double[] of(List<GeoPoint> points) {
    double[] lons = points.stream().mapToDouble(GeoPoint::lon).sorted().toArray();
    int last = lons.length - 1;
    // The span is the full circle without its widest gap.
    double widest = lons[0] + FULL_CIRCLE - lons[last];
    int after = 0;
    for (int i = 1; i <= last; i++) {
      boolean familiar = after == 0 && widest < FULL_CIRCLE / 2;
      if (lons[i] - lons[i - 1] > widest + (familiar ? MIN_GAIN : 1e-9)) {
        widest = lons[i] - lons[i - 1];
        after = i;
      }
    }
    double west = lons[after];
    double east = after == 0 ? lons[last] : lons[after - 1] + FULL_CIRCLE;
    return new double[] {west, east};
  }

  /**
   * The longitudes of a ring or line without jumps: each differs from the one before by at most 180
   * degrees.
   */
  static double[] unwrap(List<GeoPoint> points) {
    double[] lons = new double[points.size()];
    Arrays.setAll(lons, i -> points.get(i).lon());
    for (int i = 1; i < lons.length; i++) {
      double step = lons[i] - lons[i - 1];
      lons[i] -= FULL_CIRCLE * Math.rint(step / FULL_CIRCLE);
    }
    return lons;
  }
}
