package org.kamcl.engine.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.KamclModel;

/**
 * Covers one square of an image after another and measures how much the score drops. A cell's value
 * is the mean drop of the squares that cover it.
 */
final class OcclusionProbe {
  /** Side of a square, in cells. */
  private static final int SQUARE = 2;

  /** Standard deviation of the blur that covers, as a share of the image's width. */
  private static final double BLUR = 1 / 16.0;

  /** Radius of the kernel in standard deviations. */
  private static final int KERNEL = 3;

  /**
   * Images of a pass. Windows compute maps while much else is in memory: eight at once need 200 MB,
   * four 130, two 60, one 35, which takes a third longer than two. And whoever waits for the end of
   * a pass, such as a search, waits for one image only.
   */
  private static final int IN_PASS = 1;

  private final KamclModel model;
  private final int grid;
  private final boolean blurred;

  private OcclusionProbe(KamclModel model, int grid, boolean blurred) {
    this.model = model;
    this.grid = grid;
    this.blurred = blurred;
  }

  /** A map of 8 x 8 cells from 49 squares that are covered by the mean color. */
  static OcclusionProbe fine(KamclModel model) {
    return new OcclusionProbe(model, 8, false);
  }

  /**
   * A map of 5 x 5 cells from 16 squares that are covered by a blurred copy, which leaves colors as
   * they are and takes away what can be recognized.
   */
  static OcclusionProbe coarse(KamclModel model) {
    return new OcclusionProbe(model, 5, true);
  }

  /**
   * @param image has the size of the network's input
   * @param cancelled is asked before each pass
   * @return one map per direction
   */
  List<ScoreMap> run(RgbImage image, List<float[]> directions, BooleanSupplier cancelled) {
    int squares = grid - SQUARE + 1;
    List<RgbImage> covered = new ArrayList<>(squares * squares + 1);
    covered.add(image);
    PixelEdits edits = new PixelEdits(image);
    double deviation = image.width() * BLUR;
    byte[] cover =
        blurred
            ? GaussianBlur.of(image, deviation, (int) Math.ceil(KERNEL * deviation))
            : edits.meanColor();
    for (int row = 0; row < squares; row++) {
      for (int column = 0; column < squares; column++) {
        covered.add(edits.covered(cover, column, row, SQUARE, grid));
      }
    }
    List<float[]> embedded;
    model.releaseUnusedMemory();
    try {
      embedded = PixelCurves.vectors(model, covered, IN_PASS, cancelled);
    } finally {
      // Other work leaves small blocks between the large ones, so that less and less of them fits
      // again: after some dozens of maps, the process was 80 MB larger.
      model.releaseUnusedMemory();
    }
    return directions.stream()
        .map(
            direction ->
                map(
                    embedded.stream().mapToDouble(v -> Vectors.dot(v, direction)).toArray(),
                    squares))
        .toList();
  }

  private ScoreMap map(double[] scores, int squares) {
    double[] sums = new double[grid * grid];
    int[] counts = new int[grid * grid];
    for (int s = 0; s < squares * squares; s++) {
      for (int y = 0; y < SQUARE; y++) {
        for (int x = 0; x < SQUARE; x++) {
          int cell = (s / squares + y) * grid + s % squares + x;
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
        new HeatMap(grid, grid, sums),
        List.of(),
        OptionalDouble.empty());
  }
}
