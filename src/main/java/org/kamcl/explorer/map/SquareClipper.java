package org.kamcl.explorer.map;

import java.util.Arrays;

/**
 * Cuts outlines to a little more than a square of the map: a continent has ten thousand corners, of
 * which a near view shows ten, and corners a million pixels away cost precision.
 */
public final class SquareClipper {
  private final double low;
  private final double high;

  /**
   * @param size of the square, pixels
   * @param margin kept around it
   */
  public SquareClipper(double size, double margin) {
    this.low = -margin;
    this.high = size + margin;
  }

  /** Whether a piece of line may be seen. */
  public boolean mayIntersect(double x0, double y0, double x1, double y1) {
    return Math.max(x0, x1) >= low
        && Math.min(x0, x1) <= high
        && Math.max(y0, y1) >= low
        && Math.min(y0, y1) <= high;
  }

  /**
   * Cuts a piece of line in place (Liang and Barsky).
   *
   * @param line x, y, x, y
   * @return whether anything is left of it
   */
  public boolean clipSegment(double[] line) {
    double dx = line[2] - line[0];
    double dy = line[3] - line[1];
    double[] steps = {-dx, dx, -dy, dy};
    double[] room = {line[0] - low, high - line[0], line[1] - low, high - line[1]};
    double from = 0;
    double to = 1;
    for (int side = 0; side < 4; side++) {
      if (steps[side] == 0 && room[side] < 0) {
        return false;
      }
      double at = steps[side] == 0 ? 0 : room[side] / steps[side];
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

  /** Cuts a ring, side by side (Sutherland and Hodgman). */
  public double[] clipRing(double[] ring) {
    double[] cut = half(ring, 0, low, true);
    cut = half(cut, 0, high, false);
    cut = half(cut, 1, low, true);
    return half(cut, 1, high, false);
  }

  /** Keeps what lies on one side of a line, on which x (axis 0) or y (axis 1) is constant. */
  private static double[] half(double[] ring, int axis, double limit, boolean above) {
    double[] kept = new double[ring.length + 4];
    int n = 0;
    int count = ring.length / 2;
    for (int i = 0; i < count; i++) {
      int here = 2 * i;
      int next = 2 * ((i + 1) % count);
      boolean hereIn = inside(ring[here + axis], limit, above);
      boolean nextIn = inside(ring[next + axis], limit, above);
      if (n + 4 > kept.length) {
        kept = Arrays.copyOf(kept, 2 * kept.length);
      }
      if (hereIn) {
        kept[n++] = ring[here];
        kept[n++] = ring[here + 1];
      }
      if (hereIn != nextIn) {
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
