package org.kamcl.engine.localization;

import java.util.Arrays;
import java.util.List;

/**
 * A score map on a grid of cells that cover a scene evenly. A cell is small against the tiles whose
 * scores it holds, so the grid keeps everything that the tiles tell, and its size does not depend
 * on that of the scene. Immutable; callers do not change the values.
 *
 * @param sceneWidth columns of the scene
 * @param sceneHeight rows of the scene
 * @param columns of cells
 * @param rows of cells
 * @param values of the cells, row by row; not a number where the scene has no data
 */
public record ScoreGrid(int sceneWidth, int sceneHeight, int columns, int rows, float[] values) {
  /** The shorter side of the smallest tile has at least so many cells, if the limit allows it. */
  private static final int CELLS_PER_TILE = 16;

  private static final int MAX_CELLS = 1 << 20;

  /** Share of the weight of a tile that its border has, so that each cell has some weight. */
  private static final double BORDER_WEIGHT = 0.05;

  /** Checks the size. */
  public ScoreGrid {
    if (columns < 1 || rows < 1 || values.length != columns * rows) {
      throw new IllegalArgumentException(columns + " x " + rows + ": " + values.length);
    }
  }

  /**
   * Averages the scores of tiles: each cell gets the mean over the sizes of the mean of the tiles
   * that cover it, which count less toward their borders.
   *
   * @param sceneWidth columns of the scene
   * @param sceneHeight rows of the scene
   * @param tiles at least one
   * @param scores by tile; those that are not a number do not count
   */
  public static ScoreGrid average(
      int sceneWidth, int sceneHeight, List<TileBox> tiles, float[] scores) {
    double cell = cellSide(sceneWidth, sceneHeight, tiles);
    int columns = (int) Math.max(1, Math.ceil(sceneWidth / cell));
    int rows = (int) Math.max(1, Math.ceil(sceneHeight / cell));
    int scales = tiles.stream().mapToInt(TileBox::scale).max().orElseThrow() + 1;
    float[] total = new float[columns * rows];
    byte[] known = new byte[columns * rows];
    float[] sum = new float[columns * rows];
    float[] weight = new float[columns * rows];
    for (int scale = 0; scale < scales; scale++) {
      Arrays.fill(sum, 0);
      Arrays.fill(weight, 0);
      for (int i = 0; i < scores.length; i++) {
        if (tiles.get(i).scale() == scale && !Float.isNaN(scores[i])) {
          add(tiles.get(i), scores[i], sceneWidth, sceneHeight, columns, rows, sum, weight);
        }
      }
      for (int i = 0; i < total.length; i++) {
        if (weight[i] > 0) {
          total[i] += sum[i] / weight[i];
          known[i]++;
        }
      }
    }
    for (int i = 0; i < total.length; i++) {
      total[i] = known[i] == 0 ? Float.NaN : total[i] / known[i];
    }
    return new ScoreGrid(sceneWidth, sceneHeight, columns, rows, total);
  }

  private static double cellSide(int sceneWidth, int sceneHeight, List<TileBox> tiles) {
    double smallest =
        tiles.stream().mapToInt(t -> Math.min(t.width(), t.height())).min().orElseThrow();
    double fewest = Math.sqrt((double) sceneWidth * sceneHeight / MAX_CELLS);
    return Math.max(1, Math.max(smallest / CELLS_PER_TILE, fewest));
  }

  private static void add(
      TileBox tile,
      float score,
      int sceneWidth,
      int sceneHeight,
      int columns,
      int rows,
      float[] sum,
      float[] weight) {
    double cellWidth = (double) sceneWidth / columns;
    double cellHeight = (double) sceneHeight / rows;
    int left = first(tile.x(), cellWidth);
    int right = Math.min(columns, first(tile.x() + tile.width(), cellWidth));
    int top = first(tile.y(), cellHeight);
    int bottom = Math.min(rows, first(tile.y() + tile.height(), cellHeight));
    for (int r = top; r < bottom; r++) {
      double down = tent((r + 0.5) * cellHeight - tile.y(), tile.height());
      for (int c = left; c < right; c++) {
        float w = (float) (down * tent((c + 0.5) * cellWidth - tile.x(), tile.width()));
        sum[r * columns + c] += w * score;
        weight[r * columns + c] += w;
      }
    }
  }

  /** The first cell whose center is not before an edge. */
  private static int first(double edge, double cell) {
    return (int) Math.max(0, Math.ceil(edge / cell - 0.5));
  }

  private static double tent(double place, double size) {
    double fromCenter = Math.abs(2 * place / size - 1);
    return BORDER_WEIGHT + (1 - BORDER_WEIGHT) * Math.max(0, 1 - fromCenter);
  }

  /** The value of a cell. */
  public float value(int column, int row) {
    return values[row * columns + column];
  }

  /** The same grid with other values. */
  ScoreGrid with(float[] others) {
    return new ScoreGrid(sceneWidth, sceneHeight, columns, rows, others);
  }

  /** Least and greatest value; both not a number if there is none. */
  public Range range() {
    float low = Float.NaN;
    float high = Float.NaN;
    for (float value : values) {
      if (!Float.isNaN(value)) {
        low = Float.isNaN(low) ? value : Math.min(low, value);
        high = Float.isNaN(high) ? value : Math.max(high, value);
      }
    }
    return new Range(low, high);
  }

  /**
   * The values of a map.
   *
   * @param low least
   * @param high greatest
   */
  public record Range(float low, float high) {
    /** The value at a share of the range, 0 for the least and 1 for the greatest. */
    public float at(double share) {
      return (float) (low + share * (high - low));
    }

    /** The share of the range that a value has; 0 if all values are equal. */
    public double share(double value) {
      return high > low ? (value - low) / (high - low) : 0;
    }
  }

  /**
   * The value at a place of the scene, interpolated between the centers of the cells around it.
   *
   * @param x columns from the left edge of the scene, with fractions
   * @param y rows from its upper edge
   * @return not a number where the scene has no data
   */
  public float at(double x, double y) {
    double column = clamp(x * columns / sceneWidth - 0.5, columns - 1);
    double row = clamp(y * rows / sceneHeight - 0.5, rows - 1);
    int c = (int) column;
    int r = (int) row;
    int right = Math.min(c + 1, columns - 1);
    int below = Math.min(r + 1, rows - 1);
    float value =
        mix(
            mix(value(c, r), value(right, r), column - c),
            mix(value(c, below), value(right, below), column - c),
            row - r);
    // Beside cells without data, the nearest cell decides.
    return Float.isNaN(value) ? value((int) Math.round(column), (int) Math.round(row)) : value;
  }

  private static double clamp(double place, double last) {
    return Math.max(0, Math.min(last, place));
  }

  private static float mix(float a, float b, double share) {
    return (float) (a + share * (b - a));
  }

  /** The center of the cell with the greatest value. */
  public Region.Vertex peak() {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (Float.isNaN(values[best]) || values[i] > values[best]) {
        best = i;
      }
    }
    int row = best / columns;
    return new Region.Vertex(
        (best % columns + 0.5) * sceneWidth / columns, (row + 0.5) * sceneHeight / rows);
  }

  /**
   * The map with 8 bits per pixel of the scene, from its least to its greatest value; no data is 0.
   *
   * @param contrast exponent of the share of the range: 1 keeps it, more lowers middle values
   */
  public LevelMap levels(double contrast) {
    Range range = range();
    byte[] levels = new byte[Math.multiplyExact(sceneWidth, sceneHeight)];
    for (int y = 0; y < sceneHeight; y++) {
      for (int x = 0; x < sceneWidth; x++) {
        float value = at(x + 0.5, y + 0.5);
        if (!Float.isNaN(value)) {
          double share = Math.max(0, Math.min(1, range.share(value)));
          levels[y * sceneWidth + x] =
              (byte) Math.round(LevelMap.MAX_LEVEL * Math.pow(share, contrast));
        }
      }
    }
    return new LevelMap(sceneWidth, sceneHeight, levels);
  }
}
