package org.kamcl.engine.training.config;

import static org.kamcl.engine.training.config.SettingChecks.aboveZeroToOne;
import static org.kamcl.engine.training.config.SettingChecks.between;

import org.kamcl.error.KamclException;

/** The random augmentation of a training image. */
public record AugmentationSettings(
    boolean publishedAugmentation,
    boolean randomOrientation,
    double minCropScale,
    double brightness,
    double contrast,
    double grayscaleProbability,
    double cropAspectRange,
    double saturation,
    double hue,
    double downscaleProbability,
    double minDownscale,
    double blurProbability,
    double erasingProbability) {
  /**
   * @throws KamclException if a value is out of range
   */
  public AugmentationSettings {
    aboveZeroToOne(minCropScale, "minCropScale");
    between(cropAspectRange, 0, 1, "cropAspectRange");
    between(saturation, 0, 1, "saturation");
    between(hue, 0, 180, "hue");
    aboveZeroToOne(minDownscale, "minDownscale");
  }
}
