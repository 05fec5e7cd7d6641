package org.kamcl.explorer.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Curves as pixels. */
class CurveRasterTest {
  private static final int WIDTH = 100;
  private static final int HEIGHT = 60;
  private static final CurveRaster.Line LINE = new CurveRaster.Line(0x123456, 1, 1, false);

  private final int[] pixels = new int[WIDTH * HEIGHT];

  private void draw(double[] values, ValueScale scale, CurveRaster.Line line) {
    double[] x = new double[values.length];
    Arrays.setAll(x, i -> i);
    CurveRaster raster = new CurveRaster();
    raster.clear(WIDTH, HEIGHT, pixels);
    raster.draw(x, values, 0, values.length, new Span(0, values.length - 1), scale, line);
  }

  private static ValueScale scale(double low, double high) {
    return new ValueScale(new Span(low, high), false);
  }

  /** Covered height of a column, pixels. */
  private double covered(int column) {
    double sum = 0;
    for (int row = 0; row < HEIGHT; row++) {
      sum += (pixels[row * WIDTH + column] >>> 24) / 255.0;
    }
    return sum;
  }

  private boolean isDrawn(int column, int row) {
    return pixels[row * WIDTH + column] >>> 24 > 60;
  }

  @Test
  void oneOutlierAmongAHundredThousandPointsIsDrawnUpToItsValue() {
    for (int at : new int[] {0, 1, 33_333, 70_001, 99_998, 99_999}) {
      double[] values = new double[100_000];
      values[at] = 10;
      draw(values, scale(-1, 11), LINE);
      int column = Math.min(WIDTH - 1, (int) (at / 99_999.0 * WIDTH));
      int row = (int) (HEIGHT * (1 - 11 / 12.0));
      assertTrue(isDrawn(column, row) || isDrawn(Math.max(0, column - 1), row), "outlier at " + at);
      assertTrue(isDrawn(50, HEIGHT - 5), "the rest");
    }
  }

  @Test
  void aFlatLineIsAsThickAsItsPen() {
    draw(new double[] {5, 5, 5}, scale(0, 10), LINE);
    assertEquals(1, covered(50), 0.1);
    draw(new double[] {5, 5, 5}, scale(0, 10), new CurveRaster.Line(0, 1, 2, false));
    assertEquals(2, covered(50), 0.2);
    draw(new double[] {5, 5, 5}, scale(0, 10), new CurveRaster.Line(0, 0.28, 1, false));
    assertEquals(0.28, covered(50), 0.05);
  }

  @Test
  void aSteepLineIsNotThickerThanItsPen() {
    double[] values = {0, 0, 0, 10, 10, 10};
    draw(values, scale(-1, 11), LINE);
    // 20 columns per point: 50 pixels up over 20 columns.
    assertEquals(Math.sqrt(1 + 2.5 * 2.5), covered(50), 0.5);
  }

  @Test
  void gapsInterruptTheLineAndSinglePointsStay() {
    double nan = Double.NaN;
    draw(new double[] {5, 5, nan, nan, 5, nan, nan, 5, 5}, scale(0, 10), LINE);
    assertTrue(covered(5) > 0.9);
    assertEquals(0, covered(30), 1e-9);
    assertTrue(covered(49) + covered(50) > 0.5, "a point between two gaps");
    assertEquals(0, covered(70), 1e-9);
    assertTrue(covered(95) > 0.9);
  }

  @Test
  void aLogarithmicAxisInterruptsTheLineAtZeroAndBelow() {
    ValueScale log = new ValueScale(new Span(0.1, 1000), true);
    draw(new double[] {10, 10, 0, 10, 10, -3, 10, 10}, log, LINE);
    assertTrue(isDrawn(5, HEIGHT / 2), "10 is the middle of 0.1 to 1000");
    assertEquals(0, covered(28), 1e-9);
    assertEquals(0, covered(71), 1e-9);
    assertTrue(covered(95) > 0.9);
  }

  @Test
  void aDashedLineIsDrawnInPart() {
    double[] flat = new double[50];
    draw(flat, scale(-1, 1), new CurveRaster.Line(0, 1, 1, true));
    long drawn = 0;
    for (int column = 0; column < WIDTH; column++) {
      drawn += covered(column) > 0.5 ? 1 : 0;
    }
    assertTrue(drawn > 35 && drawn < 75, drawn + " of 100 columns");
  }

  @Test
  void theColorIsThatOfTheLine() {
    draw(new double[] {5, 5}, scale(0, 9.9), new CurveRaster.Line(0x123456, 1, 4, false));
    assertEquals(0xFF123456, pixels[(HEIGHT - 30) * WIDTH + 50]);
  }
}
