package org.kamcl.explorer.index;

import java.util.Optional;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.error.Problem;

/**
 * The ground extent of the images that a model was trained on, or that remote-sensing corpora
 * usually have.
 *
 * @param minMeters smallest side of an image on the ground, in meters
 * @param maxMeters largest side, in meters
 * @param known whether the model's card states it
 */
record TrainedExtentRange(double minMeters, double maxMeters, boolean known) {
  /** The range of the usual remote-sensing corpora, for models whose card has none. */
  private static final TrainedExtentRange USUAL = new TrainedExtentRange(300, 4_800, false);

  private static final double TOLERANCE = 0.05;

  /** The range of a model: the pixel sizes on its card times its input size. */
  static TrainedExtentRange of(ModelCard card) {
    double[] range = card.gsdRange();
    if (range == null || range.length != 2 || !(range[0] > 0 && range[1] >= range[0])) {
      return USUAL;
    }
    int side = card.imageSize();
    return new TrainedExtentRange(range[0] * side, range[1] * side, true);
  }

  /**
   * Checks the extent of an image.
   *
   * @param file name of the image file
   * @param meters side of the image on the ground
   * @return a warning if the extent is outside the range by more than 5 %
   */
  Optional<Problem> check(String file, double meters) {
    if (meters >= minMeters * (1 - TOLERANCE) && meters <= maxMeters * (1 + TOLERANCE)) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
            known
                ? IndexError.EXTENT_OUTSIDE_TRAINING_RANGE
                : IndexError.EXTENT_OUTSIDE_USUAL_RANGE,
            file,
            Math.round(meters),
            Math.round(minMeters),
            Math.round(maxMeters)));
  }
}
