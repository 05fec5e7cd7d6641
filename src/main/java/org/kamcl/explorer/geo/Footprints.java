package org.kamcl.explorer.geo;

import java.util.List;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;

/** Footprints and distances on the sphere, good to half a percent. */
public final class Footprints {
  private static final double RADIUS_METRES = 6_371_008.8;

  private Footprints() {}

  /**
   * The ground around a point, north up.
   *
   * @param width metres from west to east
   * @param height metres from south to north
   */
  public static Footprint around(GeoPoint middle, double width, double height) {
    double metresPerDegree = Math.toRadians(RADIUS_METRES);
    double dLat = height / 2 / metresPerDegree;
    double shrink = Math.max(Math.cos(Math.toRadians(middle.lat())), 1e-6);
    double dLon = width / 2 / (metresPerDegree * shrink);
    double north = Math.min(90, middle.lat() + dLat);
    double south = Math.max(-90, middle.lat() - dLat);
    double west = wrapLongitude(middle.lon() - dLon);
    double east = wrapLongitude(middle.lon() + dLon);
    return new Footprint(
        List.of(
            new GeoPoint(west, north),
            new GeoPoint(east, north),
            new GeoPoint(east, south),
            new GeoPoint(west, south)));
  }

  /** Metres between two points along the ground. */
  public static double distanceMeters(GeoPoint a, GeoPoint b) {
    double dLat = Math.toRadians(b.lat() - a.lat());
    double dLon = Math.toRadians(b.lon() - a.lon());
    double h =
        square(Math.sin(dLat / 2))
            + Math.cos(Math.toRadians(a.lat()))
                * Math.cos(Math.toRadians(b.lat()))
                * square(Math.sin(dLon / 2));
    return 2 * RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  private static double square(double x) {
    return x * x;
  }

  /** A longitude in -180..180. */
  static double wrapLongitude(double lon) {
    if (lon >= -180 && lon <= 180) {
      return lon;
    }
    if (Math.abs(Math.abs(lon) - 180) < 1e-7) {
      // Rounding past the date line does not put a corner on its other side.
      return Math.copySign(180, lon);
    }
    return lon - 360 * Math.floor((lon + 180) / 360);
  }
}
