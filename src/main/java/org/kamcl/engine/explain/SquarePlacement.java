package org.kamcl.engine.explain;

import java.util.List;
import org.kamcl.engine.explain.ScoreMap.BranchMap;
import org.kamcl.engine.image.Preprocessing;
import org.kamcl.engine.image.RgbImage;

/**
 * Where the square that a network reads lies in its image. A square that is cut out of the middle
 * leaves the rest of the image unseen: there, maps are 0.
 *
 * @param columns width of the image in sides of the square, at least 1
 * @param rows height of the image in sides of the square, at least 1
 */
record SquarePlacement(double columns, double rows) {

  /** The placement by a preprocessing; that of the whole image if it is only stretched. */
  static SquarePlacement of(Preprocessing.Fit fit, RgbImage image) {
    double sides = (double) fit.resized() / fit.cut();
    if (fit.stretched()) {
      return new SquarePlacement(sides, sides);
    }
    double shorter = Math.min(image.width(), image.height());
    return new SquarePlacement(sides * image.width() / shorter, sides * image.height() / shorter);
  }

  /** The maps of an image from those of its square. */
  ScoreMap place(ScoreMap map) {
    if (columns == 1 && rows == 1) {
      return map;
    }
    List<BranchMap> branches =
        map.branches().stream().map(b -> new BranchMap(b.name(), place(b.map(), true))).toList();
    return new ScoreMap(
        map.method(),
        map.score(),
        place(map.total(), map.method().additive()),
        branches,
        map.remainder());
  }

  /**
   * The map of an image from that of its square, on cells of nearly the same size.
   *
   * @param additive whether the sum stays the same; else values are averaged over the area of a
   *     cell
   */
  HeatMap place(HeatMap map, boolean additive) {
    int width = Math.max(map.width(), (int) Math.rint(map.width() * columns));
    int height = Math.max(map.height(), (int) Math.rint(map.height() * rows));
    double[][] across = overlaps(map.width(), width, columns);
    double[][] down = overlaps(map.height(), height, rows);
    double cells = additive ? 1 : width / columns / map.width() * (height / rows / map.height());
    double[] values = new double[width * height];
    for (int r = 0; r < map.height(); r++) {
      for (int y = 0; y < height; y++) {
        if (down[r][y] > 0) {
          for (int c = 0; c < map.width(); c++) {
            for (int x = 0; x < width; x++) {
              values[y * width + x] += map.at(c, r) * down[r][y] * across[c][x] * cells;
            }
          }
        }
      }
    }
    return new HeatMap(width, height, values);
  }

  /**
   * The shares of each cell of the square that lie in each cell of the image, along one axis; each
   * row adds up to 1.
   *
   * @param from cells of the square
   * @param to cells of the image
   * @param length of the image in sides of the square
   */
  private static double[][] overlaps(int from, int to, double length) {
    double margin = (length - 1) / 2;
    double[][] shares = new double[from][to];
    for (int i = 0; i < from; i++) {
      double start = margin + (double) i / from;
      double end = margin + (i + 1.0) / from;
      double sum = 0;
      for (int j = 0; j < to; j++) {
        double overlap = Math.min(end, (j + 1) * length / to) - Math.max(start, j * length / to);
        shares[i][j] = Math.max(0, overlap);
        sum += shares[i][j];
      }
      for (int j = 0; j < to; j++) {
        shares[i][j] /= sum;
      }
    }
    return shares;
  }
}
