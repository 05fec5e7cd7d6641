package org.kamcl.explorer.ui.map;

/** Web Mercator: the world as a square, x eastwards and y southwards from 0 to 1. */
final class Mercator {
  /** Beyond it the square ends. */
  static final double MAX_LATITUDE = 85.05112878;

  private static final double HALF_TURN = 180;
  private static final double FULL_TURN = 360;
  private static final double EARTH_CIRCUMFERENCE = 40_075_016.686;

  private Mercator() {}

  static double x(double lon) {
    return (lon + HALF_TURN) / FULL_TURN;
  }

  static double y(double lat) {
    double limited = Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat));
    double phi = Math.toRadians(limited);
    return (1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2;
  }

  static double lon(double x) {
    return (x - Math.floor(x)) * FULL_TURN - HALF_TURN;
  }

  static double lat(double y) {
    return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * y))));
  }

  /** Metres on the ground across a world of width 1, at a latitude. */
  static double metresAcross(double lat) {
    return EARTH_CIRCUMFERENCE * Math.cos(Math.toRadians(lat));
  }
}
