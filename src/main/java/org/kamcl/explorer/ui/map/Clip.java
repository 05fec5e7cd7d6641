package org.kamcl.explorer.ui.map;

import java.util.Arrays;

/**
 * Cuts outlines to a little more than the map: a continent has ten thousand corners, of which a
 * near view shows ten, and corners a million pixels away cost precision.
 */
final class Clip {
  private static final double MARGIN = 16;

  private final double low = -MARGIN;
  private final double right;
  private final double bottom;

  Clip(double width, double height) {
    this.right = width + MARGIN;
    this.bottom = height + MARGIN;
  }

  /** Whether a piece of line may be seen. */
  boolean mayShow(double x0, double y0, double x1, double y1) {
    return Math.max(x0, x1) >= low
        && Math.min(x0, x1) <= right
        && Math.max(y0, y1) >= low
        && Math.min(y0, y1) <= bottom;
  }

  /** Cuts a ring, side by side (Sutherland and Hodgman). */
  double[] ring(double[] ring) {
    double[] cut = half(ring, 0, low, true);
    cut = half(cut, 0, right, false);
    cut = half(cut, 1, low, true);
    return half(cut, 1, bottom, false);
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
