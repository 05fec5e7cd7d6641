package org.kamcl.explorer.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * A ring whose longitudes continue beyond 180 degrees where it crosses the antimeridian, so that it
 * can be handled as a plane polygon. Each edge takes the shorter way around the earth; a ring
 * around a pole is closed along the pole.
 */
public final class UnwrappedRing {
  private static final double TURN = 360;

  /** Rounding must not make a ring that ends at the antimeridian cross it, degrees. */
  private static final double ROUNDING = 1e-9;

  private final double[] x;
  private final double[] y;
  private final boolean polar;

  /**
   * Unwraps a ring.
   *
   * @param ring at least one point
   */
  public UnwrappedRing(List<GeoPoint> ring) {
    int size = ring.size();
    double[] lon = new double[size + 1];
    // If all corners are on the antimeridian, the ring is the whole earth.
    boolean whole = isOnAntimeridian(ring);
    for (int i = 0; i <= size; i++) {
      double here = ring.get(i % size).lon();
      lon[i] = i == 0 || whole ? here : lon[i - 1] + shortWay(here - lon[i - 1]);
    }
    polar = size > 2 && Math.abs(lon[size] - lon[0]) > TURN / 2;
    int corners = polar ? size + 3 : size;
    x = new double[corners];
    y = new double[corners];
    for (int i = 0; i < size; i++) {
      x[i] = lon[i];
      y[i] = ring.get(i).lat();
    }
    if (polar) {
      double middle = ring.stream().mapToDouble(GeoPoint::lat).average().orElseThrow();
      double pole = middle < 0 ? -90 : 90;
      x[size] = lon[size];
      y[size] = y[0];
      x[size + 1] = lon[size];
      y[size + 1] = pole;
      x[size + 2] = lon[0];
      y[size + 2] = pole;
    }
  }

  /** A loop: all footprints of an archive are unwrapped when its map opens. */
  private static boolean isOnAntimeridian(List<GeoPoint> ring) {
    for (int i = 0; i < ring.size(); i++) {
      if (Math.abs(ring.get(i).lon()) != TURN / 2) {
        return false;
      }
    }
    return true;
  }

  /** The difference of two longitudes by the shorter way; 180 keeps its sign. */
  static double shortWay(double degrees) {
    // With 180 degrees, both ways are equally long; the sign decides.
    return Math.abs(degrees) <= TURN / 2 ? degrees : degrees - TURN * Math.rint(degrees / TURN);
  }

  /** Number of corners, with those that close a ring around a pole. */
  public int size() {
    return x.length;
  }

  /** The longitude of a corner in degrees; may be outside of -180..180. */
  public double lon(int corner) {
    return x[corner];
  }

  /** The latitude of a corner in degrees. */
  public double lat(int corner) {
    return y[corner];
  }

  /** Whether the ring goes around a pole, so that its last three corners close it there. */
  public boolean isPolar() {
    return polar;
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
   * The bounding boxes: one, or two if the ring crosses the antimeridian.
   *
   * @return each with west, south, east, north in degrees, west &lt;= east
   */
  List<double[]> boundingBoxes() {
    double south = south();
    double north = north();
    double width = east() - west();
    if (width >= TURN - ROUNDING) {
      return List.of(new double[] {-TURN / 2, south, TURN / 2, north});
    }
    double west = west() - TURN * Math.floor((west() + TURN / 2) / TURN);
    double east = west + width;
    return east <= TURN / 2 + ROUNDING
        ? List.of(new double[] {west, south, Math.min(TURN / 2, east), north})
        : List.of(
            new double[] {west, south, TURN / 2, north},
            new double[] {-TURN / 2, south, east - TURN, north});
  }

  /**
   * The parts between two passages of the antimeridian, each with longitudes of -180..180. The part
   * of a line has two corners, that of a point one.
   */
  List<List<GeoPoint>> splitAtAntimeridian() {
    List<List<GeoPoint>> parts = new ArrayList<>();
    double first = Math.floor((west() + ROUNDING + TURN / 2) / TURN);
    double last = Math.max(first, Math.ceil((east() - ROUNDING + TURN / 2) / TURN) - 1);
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
    double last = lastTurn(other);
    for (double turn = firstTurn(other); turn <= last; turn++) {
      double east = turn * TURN;
      if (other.covers(x[0] + east, y[0])
          || covers(other.x[0] - east, other.y[0])
          || outlinesMeet(other, east)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the other is inside of this ring and does not touch it. */
  boolean encloses(UnwrappedRing other) {
    double last = lastTurn(other);
    boolean inside = false;
    for (double turn = firstTurn(other); turn <= last; turn++) {
      double east = turn * TURN;
      if (outlinesMeet(other, east)) {
        return false;
      }
      inside |= covers(other.x[0] - east, other.y[0]);
    }
    return inside;
  }

  /** The first and the last number of turns by which this ring can be moved east to the other. */
  private double firstTurn(UnwrappedRing other) {
    return Math.ceil((other.west() - east()) / TURN);
  }

  private double lastTurn(UnwrappedRing other) {
    return Math.floor((other.east() - west()) / TURN);
  }

  /** Whether the two outlines have a point in common if this one is moved east. */
  private boolean outlinesMeet(UnwrappedRing other, double east) {
    double west = west() + east;
    double farEast = east() + east;
    double south = south();
    double north = north();
    for (int k = 0; k < other.x.length; k++) {
      int after = (k + 1) % other.x.length;
      double cx = other.x[k];
      double cy = other.y[k];
      double dx = other.x[after];
      double dy = other.y[after];
      // An area may have thousands of edges, of which few are near a footprint.
      boolean near =
          Math.min(cx, dx) <= farEast
              && Math.max(cx, dx) >= west
              && Math.min(cy, dy) <= north
              && Math.max(cy, dy) >= south;
      for (int i = 0; near && i < x.length; i++) {
        int next = (i + 1) % x.length;
        if (cross(x[i] + east, y[i], x[next] + east, y[next], cx, cy, dx, dy)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a point is inside (even-odd rule); the longitude continues like that of the ring. */
  private boolean covers(double lon, double lat) {
    boolean inside = false;
    for (int i = 0, k = x.length - 1; i < x.length; k = i++) {
      if ((y[i] > lat) != (y[k] > lat)
          && lon < (x[k] - x[i]) * (lat - y[i]) / (y[k] - y[i]) + x[i]) {
        inside = !inside;
      }
    }
    return inside;
  }

  /** Whether a point is inside, on any turn around the earth. */
  public boolean contains(GeoPoint point) {
    double first = Math.ceil((west() - point.lon()) / TURN);
    double last = Math.floor((east() - point.lon()) / TURN);
    for (double turn = first; turn <= last; turn++) {
      if (covers(point.lon() + turn * TURN, point.lat())) {
        return true;
      }
    }
    return false;
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
