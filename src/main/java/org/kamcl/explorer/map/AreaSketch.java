package org.kamcl.explorer.map;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * An area while it is being drawn, in world coordinates on any copy of the world. Immutable.
 *
 * @param tool that draws it, not {@link Tool#PAN}
 * @param corners that are set, each x, y: the first corner of a rectangle, all corners of a polygon
 *     so far
 * @param pointer position of the pointer, x, y
 */
public record AreaSketch(Tool tool, List<double[]> corners, double[] pointer) {
  private static final int MIN_CORNERS = 3;

  /**
   * Longer edges get intermediate corners, degrees; otherwise the shorter way between two corners
   * could be a different one.
   */
  private static final double MAX_EDGE = 20;

  /** Almost the whole way around the world. */
  private static final double MAX_WIDTH = 1 - 1e-9;

  /** What dragging on the map does. */
  public enum Tool {
    /** Moves the map. */
    PAN,
    /** Draws a rectangle from corner to corner. */
    RECTANGLE,
    /** Adds a corner with each click. */
    POLYGON
  }

  /** A sketch with its first corner. */
  public static AreaSketch begin(Tool tool, double x, double y) {
    return new AreaSketch(tool, List.of(new double[] {x, y}), new double[] {x, y});
  }

  /** The sketch after the pointer moved. */
  public AreaSketch movedTo(double x, double y) {
    return new AreaSketch(tool, corners, new double[] {x, y});
  }

  /**
   * The sketch with another corner.
   *
   * @param minDistance a corner closer than this to the last one is not added, world units
   */
  public AreaSketch withCorner(double x, double y, double minDistance) {
    double[] last = corners.get(corners.size() - 1);
    if (Math.hypot(last[0] - x, last[1] - y) < minDistance) {
      return movedTo(x, y);
    }
    List<double[]> more = new ArrayList<>(corners);
    more.add(new double[] {x, y});
    return new AreaSketch(tool, List.copyOf(more), new double[] {x, y});
  }

  /** The sketch without its last corner; empty if it has only one. */
  public Optional<AreaSketch> withoutLastCorner() {
    return corners.size() < 2
        ? Optional.empty()
        : Optional.of(new AreaSketch(tool, corners.subList(0, corners.size() - 1), pointer));
  }

  /** The visible outline, x, y, x, y ... */
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
   * The finished area.
   *
   * @param minSide a smaller rectangle was a click, world units
   * @return empty if it has no interior
   */
  public Optional<GeoArea> area(Projection projection, double minSide) {
    return tool == Tool.RECTANGLE ? rectangle(projection, minSide) : polygon(projection);
  }

  private Optional<GeoArea> rectangle(Projection projection, double minSide) {
    double[] from = corners.get(0);
    double west = Math.min(from[0], pointer[0]);
    double east = Math.min(Math.max(from[0], pointer[0]), west + MAX_WIDTH);
    double north = lat(projection, Math.min(from[1], pointer[1]));
    double south = lat(projection, Math.max(from[1], pointer[1]));
    if (east - west < minSide || Math.abs(from[1] - pointer[1]) < minSide || north <= south) {
      return Optional.empty();
    }
    return Optional.of(GeoArea.box(projection.lon(west), south, projection.lon(east), north));
  }

  private Optional<GeoArea> polygon(Projection projection) {
    if (corners.size() < MIN_CORNERS) {
      return Optional.empty();
    }
    List<double[]> ring = untangle(corners);
    List<GeoPoint> points = new ArrayList<>();
    for (int i = 0; i < ring.size(); i++) {
      double[] a = ring.get(i);
      double[] b = ring.get((i + 1) % ring.size());
      double degrees = 360 * Math.max(Math.abs(b[0] - a[0]), Math.abs(b[1] - a[1]));
      int parts = Math.max(1, (int) Math.ceil(degrees / MAX_EDGE));
      for (int part = 0; part < parts; part++) {
        double share = (double) part / parts;
        points.add(
            new GeoPoint(
                projection.lon(a[0] + share * (b[0] - a[0])),
                lat(projection, a[1] + share * (b[1] - a[1]))));
      }
    }
    return Optional.of(GeoArea.of(points));
  }

  private static double lat(Projection projection, double y) {
    return projection.lat(Math.max(0, Math.min(projection.height(), y)));
  }

  /** Removes crossings by reversing the part between two crossing edges (2-opt). */
  private static List<double[]> untangle(List<double[]> corners) {
    List<double[]> ring = new ArrayList<>(corners);
    int n = ring.size();
    // Each reversal makes the ring shorter, so this ends; the limit is for collinear corners.
    for (int round = 0; round < n * n; round++) {
      if (!removeCrossing(ring)) {
        break;
      }
    }
    return ring;
  }

  private static boolean removeCrossing(List<double[]> ring) {
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

  /** The sign of the side of the line a-b on which a point is. */
  private static double side(double[] a, double[] b, double[] point) {
    return Math.signum((b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]));
  }
}
