package org.kamcl.explorer.map;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * An area while it is drawn, in world coordinates on any turn.
 *
 * @param tool it is drawn with
 * @param corners that are set: of a rectangle the one, of a polygon all so far
 * @param pointer the corner under the pointer
 */
public record AreaSketch(Tool tool, List<double[]> corners, double[] pointer) {
  private static final int FEWEST = 3;

  /** Longer edges get corners in between, degrees; else the short way could be another one. */
  private static final double LONGEST_EDGE = 20;

  private static final double ROUND = 1 - 1e-9;

  /** What dragging on the map does. */
  public enum Tool {
    /** Moves it. */
    PAN,
    /** Draws a rectangle from corner to corner. */
    RECTANGLE,
    /** Sets a corner with each click. */
    POLYGON
  }

  public static AreaSketch begin(Tool tool, double x, double y) {
    return new AreaSketch(tool, List.of(new double[] {x, y}), new double[] {x, y});
  }

  public AreaSketch movedTo(double x, double y) {
    return new AreaSketch(tool, corners, new double[] {x, y});
  }

  /** With another corner; one that lies where the last one does is none. */
  public AreaSketch withCorner(double x, double y, double least) {
    double[] last = corners.get(corners.size() - 1);
    if (Math.hypot(last[0] - x, last[1] - y) < least) {
      return movedTo(x, y);
    }
    List<double[]> more = new ArrayList<>(corners);
    more.add(new double[] {x, y});
    return new AreaSketch(tool, List.copyOf(more), new double[] {x, y});
  }

  /** Without the last corner; empty if none is left. */
  public Optional<AreaSketch> withoutLastCorner() {
    return corners.size() < 2
        ? Optional.empty()
        : Optional.of(new AreaSketch(tool, corners.subList(0, corners.size() - 1), pointer));
  }

  /** What is seen of it: a ring, x, y, x, y ... */
  public double[] ring() {
    if (tool == Tool.RECTANGLE) {
      double[] from = corners.get(0);
      return new double[] {
        from[0], from[1], pointer[0], from[1], pointer[0], pointer[1], from[0], pointer[1]
      };
    }
    double[] ring = new double[2 * corners.size() + 2];
    for (int i = 0; i < corners.size(); i++) {
      System.arraycopy(corners.get(i), 0, ring, 2 * i, 2);
    }
    System.arraycopy(pointer, 0, ring, ring.length - 2, 2);
    return ring;
  }

  /**
   * What was drawn.
   *
   * @param least world coordinates; what is smaller was a click and no area
   * @return empty if it has no inside
   */
  public Optional<GeoArea> area(Projection projection, double least) {
    return tool == Tool.RECTANGLE ? rectangle(projection, least) : polygon(projection);
  }

  private Optional<GeoArea> rectangle(Projection projection, double least) {
    double[] from = corners.get(0);
    double west = Math.min(from[0], pointer[0]);
    double east = Math.min(Math.max(from[0], pointer[0]), west + ROUND);
    double north = lat(projection, Math.min(from[1], pointer[1]));
    double south = lat(projection, Math.max(from[1], pointer[1]));
    if (east - west < least || Math.abs(from[1] - pointer[1]) < least || north <= south) {
      return Optional.empty();
    }
    return Optional.of(GeoArea.box(projection.lon(west), south, projection.lon(east), north));
  }

  private Optional<GeoArea> polygon(Projection projection) {
    if (corners.size() < FEWEST) {
      return Optional.empty();
    }
    List<double[]> ring = untangled(corners);
    List<GeoPoint> points = new ArrayList<>();
    for (int i = 0; i < ring.size(); i++) {
      double[] a = ring.get(i);
      double[] b = ring.get((i + 1) % ring.size());
      double degrees = 360 * Math.max(Math.abs(b[0] - a[0]), Math.abs(b[1] - a[1]));
      int pieces = Math.max(1, (int) Math.ceil(degrees / LONGEST_EDGE));
      for (int piece = 0; piece < pieces; piece++) {
        double share = (double) piece / pieces;
        points.add(
            new GeoPoint(
                projection.lon(a[0] + share * (b[0] - a[0])),
                lat(projection, a[1] + share * (b[1] - a[1]))));
      }
    }
    return Optional.of(new GeoArea(points));
  }

  private static double lat(Projection projection, double y) {
    return projection.lat(Math.max(0, Math.min(projection.height(), y)));
  }

  /** Where two edges cross, what lies between them is turned round: an area has one inside. */
  private static List<double[]> untangled(List<double[]> corners) {
    List<double[]> ring = new ArrayList<>(corners);
    int n = ring.size();
    // Each turn makes the ring shorter, so it ends; the limit is for corners on one line.
    for (int round = 0; round < n * n; round++) {
      if (!untangleOne(ring)) {
        break;
      }
    }
    return ring;
  }

  private static boolean untangleOne(List<double[]> ring) {
    int n = ring.size();
    for (int i = 0; i < n - 2; i++) {
      for (int j = i + 2; j < n - (i == 0 ? 1 : 0); j++) {
        if (cross(ring.get(i), ring.get(i + 1), ring.get(j), ring.get((j + 1) % n))) {
          Collections.reverse(ring.subList(i + 1, j + 1));
          return true;
        }
      }
    }
    return false;
  }

  private static boolean cross(double[] a, double[] b, double[] c, double[] d) {
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
  }

  private static double side(double[] a, double[] b, double[] p) {
    return Math.signum((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]));
  }
}
