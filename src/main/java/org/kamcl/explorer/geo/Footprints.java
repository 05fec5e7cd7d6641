package org.kamcl.explorer.geo;

import java.util.ArrayList;
import java.util.List;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;

/** Footprints and distances on a sphere, accurate to half a percent. */
public final class Footprints {
  private static final double RADIUS_METERS = 6_371_008.8;

  /** A rectangle that reaches farther north or south is not one of meridians and parallels. */
  private static final double NEAR_POLE = 89;

  private static final int CORNERS_NEAR_POLE = 8;

  /** Radians; a rectangle does not reach around the earth. */
  private static final double MOST_DISTANCE = 3;

  private Footprints() {}

  /**
   * A rectangle around a point, north up; along meridians and parallels except near a pole.
   *
   * @param width meters from west to east
   * @param height meters from south to north
   */
  public static Footprint around(GeoPoint center, double width, double height) {
    double metersPerDegree = Math.toRadians(RADIUS_METERS);
    double dLat = height / 2 / metersPerDegree;
    if (Math.abs(center.lat()) + Math.max(dLat, width / 2 / metersPerDegree) > NEAR_POLE) {
      return aroundNearPole(center, width, height);
    }
    double dLon = width / 2 / (metersPerDegree * Math.cos(Math.toRadians(center.lat())));
    return Footprint.box(
        wrapLongitude(center.lon() - dLon), center.lat() - dLat, 2 * dLon, center.lat() + dLat);
  }

  /** Meridians converge near a pole, so that the sides follow great circles instead. */
  private static Footprint aroundNearPole(GeoPoint center, double width, double height) {
    double[][] corners = {{-1, 1}, {1, 1}, {1, -1}, {-1, -1}};
    List<GeoPoint> ring = new ArrayList<>();
    for (int side = 0; side < corners.length; side++) {
      double[] from = corners[side];
      double[] to = corners[(side + 1) % corners.length];
      for (int i = 0; i < CORNERS_NEAR_POLE; i++) {
        double share = (double) i / CORNERS_NEAR_POLE;
        double east = (from[0] + share * (to[0] - from[0])) * width / 2;
        double north = (from[1] + share * (to[1] - from[1])) * height / 2;
        ring.add(offset(center, east, north));
      }
    }
    return new Footprint(ring);
  }

  /** The point in the direction and at the distance of an offset in meters. */
  private static GeoPoint offset(GeoPoint from, double east, double north) {
    double distance = Math.min(Math.hypot(east, north) / RADIUS_METERS, MOST_DISTANCE);
    double bearing = Math.atan2(east, north);
    double lat = Math.toRadians(from.lat());
    double sin =
        Math.sin(lat) * Math.cos(distance) + Math.cos(lat) * Math.sin(distance) * Math.cos(bearing);
    double dLon =
        Math.atan2(
            Math.sin(bearing) * Math.sin(distance) * Math.cos(lat),
            Math.cos(distance) - Math.sin(lat) * sin);
    return new GeoPoint(
        wrapLongitude(from.lon() + Math.toDegrees(dLon)),
        Math.toDegrees(Math.asin(Math.max(-1, Math.min(1, sin)))));
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
