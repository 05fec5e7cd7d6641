package org.kamcl.engine.localization;

import java.util.Arrays;

/**
 * Median over square windows, with a histogram that moves along the rows (Huang, Yang and Tang, "A
 * fast two-dimensional median filtering algorithm", 1979). Pixels beyond the border repeat those at
 * the border.
 */
final class MedianFilter {
  /** Steps between the least and the greatest value of a grid, far finer than 8 bits. */
  private static final int GRID_LEVELS = 4_096;

  private MedianFilter() {}

  /**
   * The median of the cells around each cell of a grid, to 1/4,096 of the range of its values.
   * Cells without data do not count and stay as they are.
   *
   * @param radius cells of the window on each side of its center; 0 for none
   */
  static ScoreGrid filter(ScoreGrid grid, int radius) {
    ScoreGrid.Range range = grid.range();
    if (radius < 1 || !(range.high() > range.low())) {
      return grid;
    }
    int[] levels = new int[grid.values().length];
    for (int i = 0; i < levels.length; i++) {
      float value = grid.values()[i];
      levels[i] =
          Float.isNaN(value) ? -1 : (int) Math.round(range.share(value) * (GRID_LEVELS - 1));
    }
    int[] filtered = filter(levels, grid.columns(), grid.rows(), radius, GRID_LEVELS);
    float[] values = new float[filtered.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = levels[i] < 0 ? Float.NaN : range.at(filtered[i] / (GRID_LEVELS - 1.0));
    }
    return grid.with(values);
  }

  /**
   * The median of an 8-bit map.
   *
   * @param radius pixels of the window on each side of its center
   */
  static LevelMap filter(LevelMap map, int radius) {
    int[] levels = new int[map.levels().length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = map.levels()[i] & LevelMap.MAX_LEVEL;
    }
    int[] filtered = filter(levels, map.width(), map.height(), radius, LevelMap.MAX_LEVEL + 1);
    byte[] bytes = new byte[filtered.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) filtered[i];
    }
    return new LevelMap(map.width(), map.height(), bytes);
  }

  private static int[] filter(int[] in, int width, int height, int radius, int levels) {
    int[] out = new int[in.length];
    for (int y = 0; y < height; y++) {
      Window window = new Window(levels);
      for (int dx = -radius; dx <= radius; dx++) {
        window.column(in, width, height, dx, y, radius, 1);
      }
      for (int x = 0; x < width; x++) {
        if (x > 0) {
          window.column(in, width, height, x - radius - 1, y, radius, -1);
          window.column(in, width, height, x + radius, y, radius, 1);
        }
        out[y * width + x] = window.median();
      }
    }
    return out;
  }

  /** The histogram of a window. */
  private static final class Window {
    private final int[] counts;
    private int total;
    private int median;

    /** Values below the median. */
    private int below;

    Window(int levels) {
      counts = new int[levels];
      Arrays.fill(counts, 0);
    }

    void column(int[] in, int width, int height, int x, int y, int radius, int sign) {
      int column = Math.max(0, Math.min(width - 1, x));
      for (int dy = -radius; dy <= radius; dy++) {
        int row = Math.max(0, Math.min(height - 1, y + dy));
        int level = in[row * width + column];
        if (level >= 0) {
          counts[level] += sign;
          total += sign;
          below += level < median ? sign : 0;
        }
      }
    }

    int median() {
      int half = total / 2;
      while (below > half) {
        below -= counts[--median];
      }
      while (median < counts.length - 1 && below + counts[median] <= half) {
        below += counts[median++];
      }
      return median;
    }
  }
}
