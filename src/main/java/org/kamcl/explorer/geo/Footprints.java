package org.kamcl.explorer.geo;

import java.util.List;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;

/** Footprints and distances on a sphere, accurate to half a percent. */
public final class Footprints {
  private static final double RADIUS_METERS = 6_371_008.8;

  private Footprints() {}

  /**
   * A rectangle around a point, north up.
   *
   * @param width meters from west to east
   * @param height meters from south to north
   */
  public static Footprint around(GeoPoint center, double width, double height) {
    double metersPerDegree = Math.toRadians(RADIUS_METERS);
    double dLat = height / 2 / metersPerDegree;
    double shrink = Math.max(Math.cos(Math.toRadians(center.lat())), 1e-6);
    double dLon = width / 2 / (metersPerDegree * shrink);
    double north = Math.min(90, center.lat() + dLat);
    double south = Math.max(-90, center.lat() - dLat);
    double west = wrapLongitude(center.lon() - dLon);
    double east = wrapLongitude(center.lon() + dLon);
    return new Footprint(
        List.of(
            new GeoPoint(west, north),
            new GeoPoint(east, north),
            new GeoPoint(east, south),
            new GeoPoint(west, south)));
  }

  /** Meters between two points along a great circle. */
  public static double distanceMeters(GeoPoint a, GeoPoint b) {
    double dLat = Math.toRadians(b.lat() - a.lat());
    double dLon = Math.toRadians(b.lon() - a.lon());
    double h =
        square(Math.sin(dLat / 2))
            + Math.cos(Math.toRadians(a.lat()))
                * Math.cos(Math.toRadians(b.lat()))
                * square(Math.sin(dLon / 2));
    return 2 * RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  private static double square(double x) {
    return x * x;
  }

  /** The same longitude within -180..180. */
  static double wrapLongitude(double lon) {
    if (lon >= -180 && lon <= 180) {
      return lon;
    }
    if (Math.abs(Math.abs(lon) - 180) < 1e-7) {
      // Rounding beyond the antimeridian must not move a corner to its other side.
      return Math.copySign(180, lon);
    }
    return lon - 360 * Math.floor((lon + 180) / 360);
  }
}
