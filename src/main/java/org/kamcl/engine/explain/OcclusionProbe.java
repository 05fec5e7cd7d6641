package org.kamcl.engine.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.KamclModel;

/**
 * Covers one square of an image after another with the image's mean color and measures how much the
 * score drops. A cell's value is the mean drop of the squares that cover it.
 */
final class OcclusionProbe {
  /** Cells of the map in each direction. */
  static final int GRID = 8;

  /** Side of a square, in cells. */
  private static final int SQUARE = 2;

  private final KamclModel model;

  OcclusionProbe(KamclModel model) {
    this.model = model;
  }

  /**
   * @param image has the size of the network's input
   * @param cancelled is asked before each pass
   */
  ScoreMap run(RgbImage image, float[] direction, BooleanSupplier cancelled) {
    int squares = GRID - SQUARE + 1;
    List<RgbImage> covered = new ArrayList<>(squares * squares + 1);
    covered.add(image);
    PixelEdits edits = new PixelEdits(image);
    for (int row = 0; row < squares; row++) {
      for (int column = 0; column < squares; column++) {
        covered.add(edits.covered(column, row, SQUARE, GRID));
      }
    }
    double[] scores = PixelCurves.scores(model, covered, direction, cancelled);
    double[] sums = new double[GRID * GRID];
    int[] counts = new int[GRID * GRID];
    for (int s = 0; s < squares * squares; s++) {
      for (int y = 0; y < SQUARE; y++) {
        for (int x = 0; x < SQUARE; x++) {
          int cell = (s / squares + y) * GRID + s % squares + x;
          sums[cell] += scores[0] - scores[s + 1];
          counts[cell]++;
        }
      }
    }
    for (int cell = 0; cell < sums.length; cell++) {
      sums[cell] /= counts[cell];
    }
    return new ScoreMap(
        ExplanationMethod.OCCLUSION,
        scores[0],
        new HeatMap(GRID, GRID, sums),
        List.of(),
        OptionalDouble.empty());
  }
}
