package org.kamcl.explorer.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * A ring whose longitudes continue beyond 180 degrees where it crosses the antimeridian, so that it
 * can be handled as a plane polygon. Each edge takes the shorter way around the earth; a ring
 * around a pole is closed along the pole.
 */
final class UnwrappedRing {
  private static final double TURN = 360;

  private final double[] x;
  private final double[] y;

  /**
   * Unwraps a ring.
   *
   * @param ring at least one point
   */
  UnwrappedRing(List<GeoPoint> ring) {
    int size = ring.size();
    double[] lon = new double[size + 1];
    // If all corners are on the antimeridian, the ring is the whole earth.
    boolean whole = ring.stream().allMatch(p -> Math.abs(p.lon()) == TURN / 2);
    for (int i = 0; i <= size; i++) {
      double here = ring.get(i % size).lon();
      lon[i] = i == 0 || whole ? here : lon[i - 1] + shortWay(here - lon[i - 1]);
    }
    boolean polar = size > 2 && Math.abs(lon[size] - lon[0]) > TURN / 2;
    int corners = polar ? size + 3 : size;
    x = new double[corners];
    y = new double[corners];
    double middle = ring.stream().mapToDouble(GeoPoint::lat).average().orElseThrow();
    for (int i = 0; i < size; i++) {
      x[i] = lon[i];
      y[i] = ring.get(i).lat();
    }
    if (polar) {
      double pole = middle < 0 ? -90 : 90;
      x[size] = lon[size];
      y[size] = y[0];
      x[size + 1] = lon[size];
      y[size + 1] = pole;
      x[size + 2] = lon[0];
      y[size + 2] = pole;
    }
  }

  private static double shortWay(double degrees) {
    // With 180 degrees, both ways are equally long; the sign decides.
    return Math.abs(degrees) <= TURN / 2 ? degrees : degrees - TURN * Math.rint(degrees / TURN);
  }

  double west() {
    return least(x);
  }

  double east() {
    return most(x);
  }

  double south() {
    return least(y);
  }

  double north() {
    return most(y);
  }

  /**
   * The parts between two passages of the antimeridian, each with longitudes of -180..180. The part
   * of a line has two corners, that of a point one.
   */
  List<List<GeoPoint>> splitAtAntimeridian() {
    List<List<GeoPoint>> parts = new ArrayList<>();
    double first = Math.floor((west() + TURN / 2) / TURN);
    double last = Math.max(first, Math.ceil((east() + TURN / 2) / TURN) - 1);
    for (double turn = first; turn <= last; turn++) {
      double left = turn * TURN - TURN / 2;
      List<double[]> part = clip(clip(corners(), left, 1), left + TURN, -1);
      if (!part.isEmpty()) {
        double moved = turn * TURN;
        parts.add(part.stream().map(p -> new GeoPoint(p[0] - moved, p[1])).toList());
      }
    }
    return parts;
  }

  private List<double[]> corners() {
    List<double[]> corners = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      corners.add(new double[] {x[i], y[i]});
    }
    return corners;
  }

  /** The part of a ring that is east (1) or west (-1) of a meridian. */
  private static List<double[]> clip(List<double[]> ring, double meridian, int side) {
    List<double[]> kept = new ArrayList<>();
    for (int i = 0; i < ring.size(); i++) {
      double[] here = ring.get(i);
      double[] next = ring.get((i + 1) % ring.size());
      double from = side * (here[0] - meridian);
      double to = side * (next[0] - meridian);
      if (from >= 0) {
        kept.add(here);
      }
      if (from * to < 0) {
        double share = from / (from - to);
        kept.add(new double[] {meridian, here[1] + share * (next[1] - here[1])});
      }
    }
    return kept;
  }

  private static double least(double[] values) {
    double least = values[0];
    for (double value : values) {
      least = Math.min(least, value);
    }
    return least;
  }

  private static double most(double[] values) {
    double most = values[0];
    for (double value : values) {
      most = Math.max(most, value);
    }
    return most;
  }

  /** Whether the two have a point in common; lines and points count without any width. */
  boolean intersects(UnwrappedRing other) {
    if (south() > other.north() || north() < other.south()) {
      return false;
    }
    double first = Math.ceil((other.west() - east()) / TURN);
    double last = Math.floor((other.east() - west()) / TURN);
    for (double turn = first; turn <= last; turn++) {
      if (intersectsMoved(other, turn * TURN)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the two intersect if this one is moved east. */
  private boolean intersectsMoved(UnwrappedRing other, double east) {
    if (other.contains(x[0] + east, y[0]) || contains(other.x[0] - east, other.y[0])) {
      return true;
    }
    for (int i = 0; i < x.length; i++) {
      int next = (i + 1) % x.length;
      for (int k = 0; k < other.x.length; k++) {
        int after = (k + 1) % other.x.length;
        if (cross(
            x[i] + east,
            y[i],
            x[next] + east,
            y[next],
            other.x[k],
            other.y[k],
            other.x[after],
            other.y[after])) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean contains(double lon, double lat) {
    boolean inside = false;
    for (int i = 0, k = x.length - 1; i < x.length; k = i++) {
      if ((y[i] > lat) != (y[k] > lat)
          && lon < (x[k] - x[i]) * (lat - y[i]) / (y[k] - y[i]) + x[i]) {
        inside = !inside;
      }
    }
    return inside;
  }

  private static boolean cross(
      double ax, double ay, double bx, double by, double cx, double cy, double dx, double dy) {
    double c = side(ax, ay, bx, by, cx, cy);
    double d = side(ax, ay, bx, by, dx, dy);
    double a = side(cx, cy, dx, dy, ax, ay);
    double b = side(cx, cy, dx, dy, bx, by);
    if (c * d < 0 && a * b < 0) {
      return true;
    }
    return (c == 0 && between(ax, ay, bx, by, cx, cy))
        || (d == 0 && between(ax, ay, bx, by, dx, dy))
        || (a == 0 && between(cx, cy, dx, dy, ax, ay))
        || (b == 0 && between(cx, cy, dx, dy, bx, by));
  }

  private static double side(double ax, double ay, double bx, double by, double px, double py) {
    return (bx - ax) * (py - ay) - (by - ay) * (px - ax);
  }

  private static boolean between(double ax, double ay, double bx, double by, double px, double py) {
    return px >= Math.min(ax, bx)
        && px <= Math.max(ax, bx)
        && py >= Math.min(ay, by)
        && py <= Math.max(ay, by);
  }
}
