package org.kamcl.explorer.ui.chart;

import java.util.Arrays;

/**
 * Draws curves into pixels. A curve runs from left to right, so that each narrow column of the
 * picture is covered from its lowest to its highest value there: the points of a column are reduced
 * to these two, and no outlier is lost, however many points a column has. Columns are a quarter of
 * a pixel wide, which smooths steep lines; the ends of the covered parts have fractions, which
 * smooths flat ones. The pen is round. Stroking the same lines on a canvas took 30 times as long
 * without a graphics card.
 */
final class CurveRaster {
  /** Columns per pixel. */
  private static final int COLUMNS = 4;

  private static final double DASH = 4;
  private static final double DASH_GAP = 6;

  private int width;
  private int height;
  private int[] pixels = new int[0];

  /** Upper and lower end of the curve in each column, pixels from the top. */
  private float[] top = new float[0];

  private float[] bottom = new float[0];

  /** Covered heights of the rows of a column of pixels: partly, and changes of full ones. */
  private float[] partly = new float[0];

  private float[] change = new float[0];

  /** Free columns at both sides, for the width of the pen. */
  private int margin;

  /** Clears the picture. */
  void clear(int newWidth, int newHeight, int[] target) {
    width = newWidth;
    height = newHeight;
    pixels = target;
    Arrays.fill(pixels, 0, width * height, 0);
    if (partly.length < height + 2) {
      partly = new float[height + 2];
      change = new float[height + 2];
    }
  }

  /**
   * How a line is drawn.
   *
   * @param rgb 0xRRGGBB
   * @param opacity 0..1
   * @param pen diameter of the pen, pixels
   * @param dashed whether it is interrupted
   */
  record Line(int rgb, double opacity, double pen, boolean dashed) {}

  /**
   * Draws a curve.
   *
   * @param xs ascending positions
   * @param values not finite in gaps
   * @param from first index
   * @param to end of the indices, exclusive
   * @param x the horizontal axis, over the whole width
   * @param y the vertical axis, over the whole height
   */
  void draw(double[] xs, double[] values, int from, int to, Span x, ValueScale y, Line line) {
    int reach = (int) Math.ceil(line.pen() / 2 * COLUMNS);
    margin = reach + 1;
    int columns = width * COLUMNS + 2 * margin;
    if (top.length < columns) {
      top = new float[columns];
      bottom = new float[columns];
    }
    Arrays.fill(top, 0, columns, Float.POSITIVE_INFINITY);
    Arrays.fill(bottom, 0, columns, Float.NEGATIVE_INFINITY);
    collect(xs, values, from, to, x, y);
    if (line.dashed()) {
      interrupt(columns, line.pen());
    }
    fill(reach, line);
  }

  private void collect(double[] xs, double[] values, int from, int to, Span x, ValueScale y) {
    double scale = width * COLUMNS / x.length();
    int column = Integer.MIN_VALUE;
    double low = 0;
    double high = 0;
    double last = 0;
    double lastX = 0;
    boolean broken = true;
    boolean logarithmic = y.logarithmic();
    for (int i = from; i < to; i++) {
      double value = values[i];
      // False for NaN and infinity.
      boolean drawn = Math.abs(value) <= Double.MAX_VALUE && !(logarithmic && value <= 0);
      if (!drawn) {
        broken = true;
        continue;
      }
      double at = (xs[i] - x.low()) * scale + margin;
      // Points before the picture share a column that is never filled.
      int here = at < 0 ? -1 : (int) at;
      if (here == column) {
        // A gap within a column cannot be seen.
        low = Math.min(low, value);
        high = Math.max(high, value);
      } else {
        if (column != Integer.MIN_VALUE) {
          cover(column, pixelY(y, high), pixelY(y, low));
          if (!broken) {
            connect(lastX, pixelY(y, last), at, pixelY(y, value));
          }
        }
        column = here;
        low = value;
        high = value;
      }
      broken = false;
      last = value;
      lastX = at;
    }
    if (column != Integer.MIN_VALUE) {
      cover(column, pixelY(y, high), pixelY(y, low));
    }
  }

  private double pixelY(ValueScale y, double value) {
    return (1 - y.position(value)) * height;
  }

  private void cover(int column, double upper, double lower) {
    if (column >= 0 && column < width * COLUMNS + 2 * margin) {
      top[column] = Math.min(top[column], (float) upper);
      bottom[column] = Math.max(bottom[column], (float) lower);
    }
  }

  private void connect(double fromX, double fromY, double toX, double toY) {
    int first = Math.max(0, (int) Math.floor(fromX));
    int end = Math.min(width * COLUMNS + 2 * margin - 1, (int) Math.floor(toX));
    double slope = (toY - fromY) / (toX - fromX);
    for (int column = first; column <= end; column++) {
      double a = fromY + slope * (Math.max(fromX, column) - fromX);
      double b = fromY + slope * (Math.min(toX, column + 1.0) - fromX);
      cover(column, Math.min(a, b), Math.max(a, b));
    }
  }

  /** Empties columns in the gaps of a dashed line, by the length of the line. */
  private void interrupt(int columns, double pen) {
    double length = 0;
    double before = Double.NaN;
    for (int column = 0; column < columns; column++) {
      if (top[column] > bottom[column]) {
        before = Double.NaN;
        continue;
      }
      double middle = (top[column] + bottom[column]) / 2;
      length += Math.hypot(1.0 / COLUMNS, Double.isNaN(before) ? 0 : middle - before);
      before = middle;
      if (length % (DASH + DASH_GAP) > DASH + pen / 2) {
        top[column] = Float.POSITIVE_INFINITY;
        bottom[column] = Float.NEGATIVE_INFINITY;
      }
    }
  }

  private void fill(int reach, Line line) {
    float[] heights = new float[2 * reach + 1];
    double radius = line.pen() / 2;
    for (int j = -reach; j <= reach; j++) {
      double distance = (double) j / COLUMNS;
      heights[j + reach] =
          distance * distance > radius * radius
              ? Float.NaN
              : (float) Math.sqrt(radius * radius - distance * distance);
    }
    for (int x = 0; x < width; x++) {
      int firstRow = height;
      int lastRow = -1;
      for (int s = 0; s < COLUMNS; s++) {
        int column = x * COLUMNS + s + margin;
        float upper = Float.POSITIVE_INFINITY;
        float lower = Float.NEGATIVE_INFINITY;
        for (int j = -reach; j <= reach; j++) {
          float pen = heights[j + reach];
          float a = top[column + j] - pen;
          float b = bottom[column + j] + pen;
          // Comparisons are false outside of the pen.
          upper = a < upper ? a : upper;
          lower = b > lower ? b : lower;
        }
        upper = Math.max(0, upper);
        lower = Math.min(height, lower);
        if (lower > upper) {
          int first = (int) upper;
          int last = Math.min(height - 1, (int) lower);
          add(first, last, upper, lower);
          firstRow = Math.min(firstRow, first);
          lastRow = Math.max(lastRow, last);
        }
      }
      blend(x, firstRow, lastRow, line);
    }
  }

  private void add(int first, int last, float upper, float lower) {
    if (first == last) {
      partly[first] += lower - upper;
      return;
    }
    partly[first] += first + 1 - upper;
    partly[last] += lower - last;
    change[first + 1] += 1;
    change[last] -= 1;
  }

  private void blend(int x, int firstRow, int lastRow, Line line) {
    float full = 0;
    float opacity = (float) line.opacity();
    int red = line.rgb() >> 16 & 0xff;
    int green = line.rgb() >> 8 & 0xff;
    int blue = line.rgb() & 0xff;
    for (int row = firstRow; row <= lastRow; row++) {
      full += change[row];
      float alpha = Math.min(1, (full + partly[row]) / COLUMNS) * opacity;
      change[row] = 0;
      partly[row] = 0;
      int at = row * width + x;
      int under = pixels[at];
      float rest = 1 - alpha;
      int a = Math.round(alpha * 255 + (under >>> 24) * rest);
      int r = Math.round(alpha * red + (under >> 16 & 0xff) * rest);
      int g = Math.round(alpha * green + (under >> 8 & 0xff) * rest);
      int b = Math.round(alpha * blue + (under & 0xff) * rest);
      pixels[at] = a << 24 | Math.min(a, r) << 16 | Math.min(a, g) << 8 | Math.min(a, b);
    }
    if (lastRow >= 0) {
      change[lastRow + 1] = 0;
    }
  }
}
