package org.kamcl.explorer.map;

import java.util.Arrays;

/**
 * Clips lines and rings to a square with a margin. Clipping before rasterizing saves time, since a
 * close view shows few of a continent's points, and keeps precision, since points millions of
 * pixels away lose it.
 */
public final class SquareClipper {
  private final double low;
  private final double high;

  /**
   * @param size side of the square in pixels
   * @param margin pixels that are kept around it
   */
  public SquareClipper(double size, double margin) {
    this.low = -margin;
    this.high = size + margin;
  }

  /** Whether the bounding box of a segment meets the square. */
  boolean mayIntersect(double x0, double y0, double x1, double y1) {
    return Math.max(x0, x1) >= low
        && Math.min(x0, x1) <= high
        && Math.max(y0, y1) >= low
        && Math.min(y0, y1) <= high;
  }

  /**
   * Clips a segment in place (Liang and Barsky, A New Concept and Method for Line Clipping, 1984).
   *
   * @param line x, y, x, y
   * @return whether a part of it remains
   */
  boolean clipSegment(double[] line) {
    double dx = line[2] - line[0];
    double dy = line[3] - line[1];
    double[] steps = {-dx, dx, -dy, dy};
    double[] distances = {line[0] - low, high - line[0], line[1] - low, high - line[1]};
    double from = 0;
    double to = 1;
    for (int side = 0; side < 4; side++) {
      if (steps[side] == 0 && distances[side] < 0) {
        return false;
      }
      double at = steps[side] == 0 ? 0 : distances[side] / steps[side];
      from = steps[side] < 0 ? Math.max(from, at) : from;
      to = steps[side] > 0 ? Math.min(to, at) : to;
    }
    if (from > to) {
      return false;
    }
    double x = line[0];
    double y = line[1];
    line[0] = x + from * dx;
    line[1] = y + from * dy;
    line[2] = x + to * dx;
    line[3] = y + to * dy;
    return true;
  }

  /**
   * Clips a ring, one side of the square after the other (Sutherland and Hodgman, Reentrant Polygon
   * Clipping, 1974).
   *
   * @param ring x, y, x, y ...
   * @return a new ring; empty if nothing remains
   */
  public double[] clipRing(double[] ring) {
    double[] clipped = clipHalfPlane(ring, 0, low, true);
    clipped = clipHalfPlane(clipped, 0, high, false);
    clipped = clipHalfPlane(clipped, 1, low, true);
    return clipHalfPlane(clipped, 1, high, false);
  }

  /** Keeps one side of a line on which x (axis 0) or y (axis 1) equals a limit. */
  private static double[] clipHalfPlane(double[] ring, int axis, double limit, boolean above) {
    double[] kept = new double[ring.length + 4];
    int n = 0;
    int count = ring.length / 2;
    for (int i = 0; i < count; i++) {
      int here = 2 * i;
      int next = 2 * ((i + 1) % count);
      boolean hereInside = inside(ring[here + axis], limit, above);
      boolean nextInside = inside(ring[next + axis], limit, above);
      if (n + 4 > kept.length) {
        kept = Arrays.copyOf(kept, 2 * kept.length);
      }
      if (hereInside) {
        kept[n++] = ring[here];
        kept[n++] = ring[here + 1];
      }
      if (hereInside != nextInside) {
        double share = (limit - ring[here + axis]) / (ring[next + axis] - ring[here + axis]);
        kept[n++] = ring[here] + share * (ring[next] - ring[here]);
        kept[n++] = ring[here + 1] + share * (ring[next + 1] - ring[here + 1]);
      }
    }
    return Arrays.copyOf(kept, n);
  }

  private static boolean inside(double value, double limit, boolean above) {
    return above ? value >= limit : value <= limit;
  }
}
