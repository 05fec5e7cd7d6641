package org.kamcl.explorer.index;

import java.util.Locale;
import java.util.Optional;
import org.kamcl.engine.inference.ModelCard;

/**
 * How wide on the ground the pictures were that a model has learned from.
 *
 * @param minMeters metres
 * @param maxMeters metres
 */
record TrainedExtentRange(double minMeters, double maxMeters) {
  /** What the corpora of this field show, for models whose card does not say. */
  private static final TrainedExtentRange DEFAULT = new TrainedExtentRange(300, 4_800);

  private static final double TOLERANCE = 0.05;

  /** By a model's card. */
  static TrainedExtentRange of(ModelCard card) {
    double[] range = card.gsdRange();
    if (range == null || range.length != 2 || !(range[0] > 0 && range[1] >= range[0])) {
      return DEFAULT;
    }
    int side = card.imageSize();
    return new TrainedExtentRange(range[0] * side, range[1] * side);
  }

  /**
   * A sentence where a picture is much narrower or wider.
   *
   * @param file name that the sentence begins with
   * @param metres side of the picture on the ground
   */
  Optional<String> check(String file, double metres) {
    if (metres >= minMeters * (1 - TOLERANCE) && metres <= maxMeters * (1 + TOLERANCE)) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s: a picture covers %,.0f m of ground; the model has learned from %,.0f to %,.0f m,"
                + " so expect weaker matches.",
            file,
            metres,
            minMeters,
            maxMeters));
  }
}
