package org.kamcl.engine.explain;

import java.util.Arrays;

/**
 * A grid of values over an image, whose cells divide width and height evenly.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param values [height][width], row-major
 */
public record HeatMap(int width, int height, double[] values) {
  /**
   * @throws IllegalArgumentException if the length is not width * height
   */
  public HeatMap {
    if (width < 1 || height < 1 || values.length != (long) width * height) {
      throw new IllegalArgumentException(
          values.length + " values are not " + width + " x " + height + " cells");
    }
  }

  /** The value of a cell. */
  public double at(int column, int row) {
    return values[row * width + column];
  }

  /** The sum of all values. */
  public double sum() {
    return Arrays.stream(values).sum();
  }

  /** The smallest value. */
  public double min() {
    return Arrays.stream(values).min().orElseThrow();
  }

  /** The largest value. */
  public double max() {
    return Arrays.stream(values).max().orElseThrow();
  }

  /** The column of the largest value; the first one among equal values. */
  public int peakColumn() {
    return peak() % width;
  }

  /** The row of the largest value; the first one among equal values. */
  public int peakRow() {
    return peak() / width;
  }

  private int peak() {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  /**
   * The value at a point of the image, interpolated between the centers of cells.
   *
   * @param x 0 at the left edge of the image, 1 at its right edge
   * @param y 0 at the top edge, 1 at the bottom edge
   */
  public double valueAt(double x, double y) {
    double column = clamp(x * width - 0.5, width - 1);
    double row = clamp(y * height - 0.5, height - 1);
    int left = (int) column;
    int top = (int) row;
    int right = Math.min(left + 1, width - 1);
    int bottom = Math.min(top + 1, height - 1);
    double a = column - left;
    double b = row - top;
    double upper = (1 - a) * at(left, top) + a * at(right, top);
    double lower = (1 - a) * at(left, bottom) + a * at(right, bottom);
    return (1 - b) * upper + b * lower;
  }

  private static double clamp(double value, double largest) {
    return Math.max(0, Math.min(largest, value));
  }

  /**
   * The map on another grid, interpolated between the centers of cells. A value keeps its unit:
   * what a whole cell of this map counts.
   */
  public HeatMap resampled(int columns, int rows) {
    double[] other = new double[columns * rows];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        other[r * columns + c] = valueAt((c + 0.5) / columns, (r + 0.5) / rows);
      }
    }
    return new HeatMap(columns, rows, other);
  }

  /**
   * The map on a finer grid with the same sum: each value is divided among the cells around it,
   * with bilinear weights.
   */
  public HeatMap distributed(int columns, int rows) {
    if (columns == width && rows == height) {
      return this;
    }
    double[][] across = shares(width, columns);
    double[][] down = shares(height, rows);
    double[] half = new double[columns * height];
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        addScaled(half, r * columns, 1, across[c], at(c, r));
      }
    }
    double[] other = new double[columns * rows];
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < columns; c++) {
        addScaled(other, c, columns, down[r], half[r * columns + c]);
      }
    }
    return new HeatMap(columns, rows, other);
  }

  /** The map on a coarser grid with the same sum; each value goes to the cell at its center. */
  HeatMap collected(int columns, int rows) {
    double[] sums = new double[columns * rows];
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        int row = (2 * r + 1) * rows / (2 * height);
        int column = (2 * c + 1) * columns / (2 * width);
        sums[row * columns + column] += at(c, r);
      }
    }
    return new HeatMap(columns, rows, sums);
  }

  /**
   * The map with each value spread over the cells around it, with weights 1, 2, 1 in each
   * direction; what would leave the grid stays at its edge. The sum stays the same.
   */
  HeatMap spread() {
    double[] spread = new double[values.length];
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        for (int dr = -1; dr <= 1; dr++) {
          for (int dc = -1; dc <= 1; dc++) {
            int row = Math.max(0, Math.min(height - 1, r + dr));
            int column = Math.max(0, Math.min(width - 1, c + dc));
            spread[row * width + column] += at(c, r) * (2 - dr * dr) * (2 - dc * dc) / 16.0;
          }
        }
      }
    }
    return new HeatMap(width, height, spread);
  }

  /** The map with mean 0 and standard deviation 1; zeros if all values are equal. */
  HeatMap standardized() {
    double mean = sum() / values.length;
    double deviation =
        Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    double[] other =
        Arrays.stream(values).map(v -> deviation > 0 ? (v - mean) / deviation : 0).toArray();
    return new HeatMap(width, height, other);
  }

  /** The mean of two maps on the grid of the finer one. */
  HeatMap meanWith(HeatMap other) {
    int columns = Math.max(width, other.width);
    int rows = Math.max(height, other.height);
    HeatMap sum = resampled(columns, rows).plus(other.resampled(columns, rows));
    return new HeatMap(columns, rows, Arrays.stream(sum.values).map(v -> v / 2).toArray());
  }

  private static void addScaled(double[] sum, int start, int step, double[] shares, double value) {
    for (int i = 0; i < shares.length; i++) {
      sum[start + i * step] += shares[i] * value;
    }
  }

  /** The share of each target cell in each source cell; shares of a source cell add up to 1. */
  private static double[][] shares(int source, int target) {
    double[][] shares = new double[source][target];
    for (int t = 0; t < target; t++) {
      double place = clamp((t + 0.5) * source / target - 0.5, source - 1);
      int first = (int) place;
      int second = Math.min(first + 1, source - 1);
      shares[first][t] += 1 - (place - first);
      shares[second][t] += place - first;
    }
    for (double[] row : shares) {
      double sum = Arrays.stream(row).sum();
      for (int t = 0; t < target; t++) {
        row[t] /= sum;
      }
    }
    return shares;
  }

  /**
   * The sum of two maps of the same size.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  public HeatMap plus(HeatMap other) {
    if (other.width != width || other.height != height) {
      throw new IllegalArgumentException(
          "maps of " + width + " x " + height + " and " + other.width + " x " + other.height);
    }
    double[] sum = values.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.values[i];
    }
    return new HeatMap(width, height, sum);
  }

  /**
   * The linear correlation of the values of two maps, after the coarser one is resampled; -1..1.
   */
  public double correlation(HeatMap other) {
    int columns = Math.max(width, other.width);
    int rows = Math.max(height, other.height);
    return correlation(resampled(columns, rows).values, other.resampled(columns, rows).values);
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double product = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      product += (a[i] - meanA) * (b[i] - meanB);
      squaresA += (a[i] - meanA) * (a[i] - meanA);
      squaresB += (b[i] - meanB) * (b[i] - meanB);
    }
    return squaresA == 0 || squaresB == 0 ? 0 : product / Math.sqrt(squaresA * squaresB);
  }
}
