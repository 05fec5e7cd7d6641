package org.kamcl.engine.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.image.Preprocessing;
import org.kamcl.engine.image.RgbImage;

class SquarePlacementTest {
  private static final HeatMap MAP = new HeatMap(2, 2, new double[] {1, 2, 3, 4});

  private static SquarePlacement of(int width, int height) {
    RgbImage image = new RgbImage(width, height, new byte[3 * width * height]);
    return SquarePlacement.of(Preprocessing.Fit.CROP, image);
  }

  @Test
  void whatIsCutOffHasNoValue() {
    assertArrayEquals(
        new double[] {0, 1, 2, 0, 0, 3, 4, 0}, of(40, 20).place(MAP, true).values(), 1e-12);
    HeatMap tall = of(10, 20).place(MAP, false);
    assertEquals(2, tall.width());
    assertEquals(4, tall.height());
    assertArrayEquals(new double[] {0, 0, 1, 2, 3, 4, 0, 0}, tall.values(), 1e-12);
  }

  @Test
  void sumsAndMeansSurviveWhereCellsDoNotCoincide() {
    SquarePlacement placement = of(30, 20);
    HeatMap sums = placement.place(MAP, true);
    assertEquals(3, sums.width());
    // The square begins in the middle of the first cell and ends in the middle of the last.
    assertArrayEquals(new double[] {0.5, 1.5, 1, 1.5, 3.5, 2}, sums.values(), 1e-12);
    HeatMap even = placement.place(new HeatMap(2, 2, new double[] {6, 6, 6, 6}), false);
    assertArrayEquals(new double[] {3, 6, 3, 3, 6, 3}, even.values(), 1e-12);
  }

  @Test
  void squaresAndStretchedImagesStayAsTheyAre() {
    ScoreMap map =
        new ScoreMap(ExplanationMethod.OCCLUSION, 1, MAP, List.of(), OptionalDouble.empty());
    assertSame(map, of(7, 7).place(map));
    RgbImage wide = new RgbImage(4, 2, new byte[24]);
    assertSame(map, SquarePlacement.of(Preprocessing.Fit.STRETCH, wide).place(map));
  }
}
