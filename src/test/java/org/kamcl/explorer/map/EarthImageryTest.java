package org.kamcl.explorer.map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EarthImageryTest {
  private static final int WIDTH = 24;
  private static final int HEIGHT = 12;

  private final Random random = new Random(8);
  private final int[] argb = random.ints(WIDTH * HEIGHT).map(color -> 0xff << 24 | color).toArray();

  private int color(int row, int column) {
    return argb[row * WIDTH + Math.floorMod(column, WIDTH)];
  }

  /** Bilinear interpolation between the centers of four pixels, point by point. */
  private int expected(double lon, double lat) {
    double x = (lon + 180) / 360 * WIDTH - 0.5;
    double y = Math.max(0, Math.min(HEIGHT - 1.001, (90 - lat) / 180 * HEIGHT - 0.5));
    int column = (int) Math.floor(x);
    int row = (int) y;
    int upper = CoverageRasterizer.mix(color(row, column), color(row, column + 1), x - column);
    int lower =
        CoverageRasterizer.mix(color(row + 1, column), color(row + 1, column + 1), x - column);
    return CoverageRasterizer.mix(upper, lower, y - row);
  }

  @Test
  void rowsHaveTheColorsOfTheirPoints() {
    EarthImagery imagery = new EarthImagery(WIDTH, HEIGHT, argb);
    double[] lons = new double[50];
    for (int i = 4; i < lons.length; i++) {
      lons[i] = random.nextDouble(-180, 180);
    }
    // The edges of the image, where its first and last column are neighbors.
    System.arraycopy(new double[] {-180, -179.99, 179.99, 180}, 0, lons, 0, 4);
    EarthImagery.Columns columns = imagery.columns(lons);
    for (double lat : new double[] {90, 89.9, 45.3, 0, -0.1, -66.6, -89.9, -90}) {
      int[] expected = new int[lons.length];
      for (int i = 0; i < lons.length; i++) {
        expected[i] = expected(lons[i], lat);
      }
      int[] colors = new int[lons.length];
      columns.row(lat, colors);
      assertArrayEquals(expected, colors, "at latitude " + lat);
    }
  }
}
