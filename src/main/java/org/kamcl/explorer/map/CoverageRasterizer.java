package org.kamcl.explorer.map;

import java.util.Arrays;

/**
 * Fills polygons and lines into a square pixel array with anti-aliased edges. Unlike a JavaFX
 * canvas it works on any thread. A shape is added edge by edge as signed coverage per pixel
 * (accumulation buffer); a blend method then draws it and clears the buffer. Not thread-safe: one
 * instance per thread.
 */
public final class CoverageRasterizer {
  /** Pixels around the square, so that the edges of a clipped shape are outside of it. */
  static final int MARGIN = 4;

  private static final int OPAQUE = 0xFF;

  private final int size;
  private final int stride;
  private final float[] coverage;
  private int top;
  private int bottom;
  private int left;
  private int right;

  /**
   * @param size side of the square in pixels
   */
  public CoverageRasterizer(int size) {
    this.size = size;
    this.stride = size + 2 * MARGIN;
    this.coverage = new float[stride * stride + 2];
    resetBounds();
  }

  /** A color for each pixel. */
  @FunctionalInterface
  interface Paint {
    /** The color at a column and row of the square, 0xAARRGGBB. */
    int at(int column, int row);
  }

  private void resetBounds() {
    top = stride;
    bottom = -1;
    left = stride;
    right = -1;
  }

  /**
   * Adds a closed ring that is clipped to the square and its margin.
   *
   * @param points x, y, x, y ... in pixels
   */
  void addRing(double[] points) {
    int n = points.length;
    if (n < 6) {
      return;
    }
    for (int i = 0; i < n; i += 2) {
      int j = i + 2 == n ? 0 : i + 2;
      addEdge(points[i], points[i + 1], points[j], points[j + 1]);
    }
  }

  /** Adds a disc; center and radius in pixels. */
  public void addDisc(double x, double y, double radius) {
    int corners = Math.max(12, (int) Math.ceil(radius * 3));
    double[] points = new double[2 * corners];
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners;
      points[2 * i] = x + radius * Math.cos(angle);
      points[2 * i + 1] = y + radius * Math.sin(angle);
    }
    addRing(points);
  }

  /** Adds a line segment with a width in pixels that is clipped to the square and its margin. */
  void addStroke(double x0, double y0, double x1, double y1, double width) {
    double length = Math.hypot(x1 - x0, y1 - y0);
    if (length < 1e-9) {
      return;
    }
    // The same orientation for every segment, so that overlapping segments do not cancel out.
    double nx = -(y1 - y0) / length * width / 2;
    double ny = (x1 - x0) / length * width / 2;
    addEdge(x0 + nx, y0 + ny, x1 + nx, y1 + ny);
    addEdge(x1 + nx, y1 + ny, x1 - nx, y1 - ny);
    addEdge(x1 - nx, y1 - ny, x0 - nx, y0 - ny);
    addEdge(x0 - nx, y0 - ny, x0 + nx, y0 + ny);
  }

  private void addEdge(double fromX, double fromY, double toX, double toY) {
    boolean down = fromY <= toY;
    double limit = stride - 1.001;
    double x0 = clamp((down ? fromX : toX) + MARGIN, limit);
    double y0 = clamp((down ? fromY : toY) + MARGIN, limit);
    double x1 = clamp((down ? toX : fromX) + MARGIN, limit);
    double y1 = clamp((down ? toY : fromY) + MARGIN, limit);
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
      addSpan(row * stride, down ? height : -height, x, next);
      x = next;
    }
  }

  private static double clamp(double value, double most) {
    return Math.max(0, Math.min(most, value));
  }

  /** Adds the coverage of one edge in one row: all pixels to its right by its height in the row. */
  private void addSpan(int row, double height, double from, double to) {
    double low = Math.min(from, to);
    double high = Math.max(from, to);
    int first = (int) low;
    int end = (int) Math.ceil(high);
    if (end <= first + 1) {
      double middle = (low + high) / 2 - first;
      coverage[row + first] += (float) (height * (1 - middle));
      coverage[row + first + 1] += (float) (height * middle);
      return;
    }
    double rise = height / (high - low);
    double before = 0;
    for (int column = first; column <= end; column++) {
      // Full coverage right of the edge, a ramp in the pixels that the edge crosses.
      double passed = Math.max(0, Math.min(column, high) - low);
      double a = Math.max(low, column) - column;
      double b = Math.min(high, column + 1.0) - column;
      double within = b > a ? (b - a) * (1 - (a + b) / 2) : 0;
      double covered = rise * (passed + within);
      coverage[row + column] += (float) (covered - before);
      before = covered;
    }
  }

  /**
   * Draws the added shapes over opaque pixels and clears the buffer.
   *
   * @param pixels size x size, row-major, 0xFFRRGGBB
   * @param alpha opacity of the whole drawing, 0 to 1
   */
  void blend(int[] pixels, Paint paint, double alpha) {
    flush(
        (index, share) -> {
          int color = paint.at(index % size, index / size);
          double strength = share * alpha * (color >>> 24) / OPAQUE;
          pixels[index] = mix(pixels[index], color, strength);
        });
  }

  /** Draws the added shapes in one color, 0xAARRGGBB; see {@link #blend(int[], Paint, double)}. */
  void blend(int[] pixels, int color, double alpha) {
    blend(pixels, (column, row) -> color, alpha);
  }

  /**
   * Draws the added shapes over transparent pixels and clears the buffer.
   *
   * @param pixels size x size, row-major, premultiplied 0xAARRGGBB
   * @param color 0xAARRGGBB
   */
  public void blendPremultiplied(int[] pixels, int color) {
    flush(
        (index, share) -> {
          double alpha = share * (color >>> 24) / OPAQUE;
          int below = pixels[index];
          int result = (int) Math.round(OPAQUE * alpha + (below >>> 24) * (1 - alpha));
          for (int shift = 16; shift >= 0; shift -= 8) {
            double value =
                (color >> shift & OPAQUE) * alpha + (below >> shift & OPAQUE) * (1 - alpha);
            result = result << 8 | (int) Math.round(value);
          }
          pixels[index] = result;
        });
  }

  @FunctionalInterface
  private interface PixelConsumer {
    void accept(int index, double share);
  }

  /** Passes on each covered pixel with the share that is covered, and clears the buffer. */
  private void flush(PixelConsumer pixel) {
    int end = Math.min(right, stride - 1);
    for (int row = top; row <= bottom; row++) {
      int line = row * stride;
      int y = row - MARGIN;
      boolean visible = y >= 0 && y < size;
      float sum = 0;
      for (int column = left; visible && column <= end; column++) {
        sum += coverage[line + column];
        int x = column - MARGIN;
        float share = Math.min(1, Math.abs(sum));
        if (share > 0.002f && x >= 0 && x < size) {
          pixel.accept(y * size + x, share);
        }
      }
      Arrays.fill(coverage, line + left, line + end + 1, 0);
    }
    resetBounds();
  }

  /**
   * Blends one color over another.
   *
   * @param below 0xFFRRGGBB
   * @param above color of which the alpha is ignored
   * @param share weight of the color above, 0 to 1
   * @return 0xFFRRGGBB
   */
  static int mix(int below, int above, double share) {
    return mixParts(below, above, parts(share));
  }

  /** A share, 0 to 1, in the 256 parts in which colors are mixed. */
  static int parts(double share) {
    return (int) (share * 256 + 0.5);
  }

  /** The same as {@link #mix} with a share in {@link #parts}. */
  static int mixParts(int below, int above, int part) {
    int rest = 256 - part;
    int red = ((below >> 16 & OPAQUE) * rest + (above >> 16 & OPAQUE) * part) >> 8;
    int green = ((below >> 8 & OPAQUE) * rest + (above >> 8 & OPAQUE) * part) >> 8;
    int blue = ((below & OPAQUE) * rest + (above & OPAQUE) * part) >> 8;
    return OPAQUE << 24 | red << 16 | green << 8 | blue;
  }
}
