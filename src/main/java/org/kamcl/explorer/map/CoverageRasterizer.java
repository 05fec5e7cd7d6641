package org.kamcl.explorer.map;

import java.util.Arrays;

/**
 * Fills shapes into pixels with smooth edges, on any thread: what the window's own drawing cannot
 * do. A shape is added edge by edge as signed coverage per pixel, and then laid over the picture.
 */
public final class CoverageRasterizer {
  /** Room around the picture, so that a clipped shape's edge is outside of it. */
  static final int MARGIN = 4;

  private static final int OPAQUE = 0xFF;

  private final int size;
  private final int stride;
  private final float[] cover;
  private int top;
  private int bottom;
  private int left;
  private int right;

  /**
   * @param size of the picture, pixels a side
   */
  public CoverageRasterizer(int size) {
    this.size = size;
    this.stride = size + 2 * MARGIN;
    this.cover = new float[stride * stride + 2];
    reset();
  }

  /** The colour of a pixel, 0xAARRGGBB. */
  @FunctionalInterface
  interface Paint {
    /** Colour at a column and row of the picture. */
    int at(int column, int row);
  }

  private void reset() {
    top = stride;
    bottom = -1;
    left = stride;
    right = -1;
  }

  /**
   * Adds a closed ring, already cut to the picture and its margin.
   *
   * @param points x, y, x, y ... in pixels
   */
  public void addRing(double[] points) {
    int n = points.length;
    if (n < 6) {
      return;
    }
    for (int i = 0; i < n; i += 2) {
      int j = i + 2 == n ? 0 : i + 2;
      edge(points[i], points[i + 1], points[j], points[j + 1]);
    }
  }

  /** Adds a disc. */
  public void addDisc(double x, double y, double radius) {
    int corners = Math.max(12, (int) Math.ceil(radius * 3));
    double[] points = new double[2 * corners];
    for (int i = 0; i < corners; i++) {
      double turn = 2 * Math.PI * i / corners;
      points[2 * i] = x + radius * Math.cos(turn);
      points[2 * i + 1] = y + radius * Math.sin(turn);
    }
    addRing(points);
  }

  /** Adds a piece of line, already cut to the picture; all pieces turn the same way. */
  public void addStroke(double x0, double y0, double x1, double y1, double width) {
    double length = Math.hypot(x1 - x0, y1 - y0);
    if (length < 1e-9) {
      return;
    }
    double nx = -(y1 - y0) / length * width / 2;
    double ny = (x1 - x0) / length * width / 2;
    edge(x0 + nx, y0 + ny, x1 + nx, y1 + ny);
    edge(x1 + nx, y1 + ny, x1 - nx, y1 - ny);
    edge(x1 - nx, y1 - ny, x0 - nx, y0 - ny);
    edge(x0 - nx, y0 - ny, x0 + nx, y0 + ny);
  }

  private void edge(double fromX, double fromY, double toX, double toY) {
    boolean down = fromY <= toY;
    double limit = stride - 1.001;
    double x0 = limit((down ? fromX : toX) + MARGIN, limit);
    double y0 = limit((down ? fromY : toY) + MARGIN, limit);
    double x1 = limit((down ? toX : fromX) + MARGIN, limit);
    double y1 = limit((down ? toY : fromY) + MARGIN, limit);
    left = Math.min(left, (int) Math.min(x0, x1));
    right = Math.max(right, (int) Math.max(x0, x1) + 1);
    if (y0 == y1) {
      return;
    }
    top = Math.min(top, (int) y0);
    bottom = Math.max(bottom, (int) Math.ceil(y1) - 1);
    double slope = (x1 - x0) / (y1 - y0);
    double x = x0;
    int last = (int) Math.ceil(y1);
    for (int row = (int) y0; row < last; row++) {
      double height = Math.min(row + 1, y1) - Math.max(row, y0);
      double next = x + slope * height;
      span(row * stride, down ? height : -height, x, next);
      x = next;
    }
  }

  private static double limit(double value, double most) {
    return Math.max(0, Math.min(most, value));
  }

  /** Coverage of one edge in one row: to the right of it, all of its height. */
  private void span(int row, double height, double from, double to) {
    double low = Math.min(from, to);
    double high = Math.max(from, to);
    int first = (int) low;
    int end = (int) Math.ceil(high);
    if (end <= first + 1) {
      double middle = (low + high) / 2 - first;
      cover[row + first] += (float) (height * (1 - middle));
      cover[row + first + 1] += (float) (height * middle);
      return;
    }
    double rise = height / (high - low);
    double before = 0;
    for (int column = first; column <= end; column++) {
      // Where the edge has passed a pixel all of it is to the right; within it, a ramp.
      double passed = Math.max(0, Math.min(column, high) - low);
      double a = Math.max(low, column) - column;
      double b = Math.min(high, column + 1.0) - column;
      double within = b > a ? (b - a) * (1 - (a + b) / 2) : 0;
      double covered = rise * (passed + within);
      cover[row + column] += (float) (covered - before);
      before = covered;
    }
  }

  /**
   * Lays what was added over an opaque picture, and forgets it.
   *
   * @param picture size x size, 0xFFRRGGBB
   * @param alpha of all of it, 0 to 1
   */
  public void blend(int[] picture, Paint paint, double alpha) {
    each(
        (index, share) -> {
          int colour = paint.at(index % size, index / size);
          double strength = share * alpha * (colour >>> 24) / OPAQUE;
          picture[index] = mix(picture[index], colour, strength);
        });
  }

  /** The same with one colour. */
  public void blend(int[] picture, int colour, double alpha) {
    blend(picture, (column, row) -> colour, alpha);
  }

  /**
   * Lays what was added over a see-through picture, and forgets it.
   *
   * @param picture size x size, premultiplied
   * @param colour 0xAARRGGBB
   */
  public void blendPremultiplied(int[] picture, int colour) {
    each(
        (index, share) -> {
          double alpha = share * (colour >>> 24) / OPAQUE;
          int below = picture[index];
          int result = (int) Math.round(OPAQUE * alpha + (below >>> 24) * (1 - alpha));
          for (int shift = 16; shift >= 0; shift -= 8) {
            double value =
                (colour >> shift & OPAQUE) * alpha + (below >> shift & OPAQUE) * (1 - alpha);
            result = result << 8 | (int) Math.round(value);
          }
          picture[index] = result;
        });
  }

  @FunctionalInterface
  private interface Pixel {
    void covered(int index, double share);
  }

  private void each(Pixel pixel) {
    int end = Math.min(right, stride - 1);
    for (int row = top; row <= bottom; row++) {
      int line = row * stride;
      int y = row - MARGIN;
      boolean seen = y >= 0 && y < size;
      float sum = 0;
      for (int column = left; seen && column <= end; column++) {
        sum += cover[line + column];
        int x = column - MARGIN;
        float share = Math.min(1, Math.abs(sum));
        if (share > 0.002f && x >= 0 && x < size) {
          pixel.covered(y * size + x, share);
        }
      }
      Arrays.fill(cover, line + left, line + end + 1, 0);
    }
    reset();
  }

  /** One colour over another, opaque one. */
  public static int mix(int below, int above, double share) {
    int part = (int) (share * 256 + 0.5);
    int rest = 256 - part;
    int red = ((below >> 16 & OPAQUE) * rest + (above >> 16 & OPAQUE) * part) >> 8;
    int green = ((below >> 8 & OPAQUE) * rest + (above >> 8 & OPAQUE) * part) >> 8;
    int blue = ((below & OPAQUE) * rest + (above & OPAQUE) * part) >> 8;
    return OPAQUE << 24 | red << 16 | green << 8 | blue;
  }
}
