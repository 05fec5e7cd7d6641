package org.kamcl.engine.training.config;

import static org.kamcl.engine.training.config.SettingChecks.aboveZeroToOne;
import static org.kamcl.engine.training.config.SettingChecks.between;

import org.kamcl.error.KamclException;

/** The random augmentation of a training image. */
public record AugmentationSettings(
    @Setting(
            "resize to 278 for 256, rotate by 0 to 90 degrees and crop, as published; otherwise the settings below apply")
        boolean publishedAugmentation,
    @Setting("whether to use one of the eight orientations") boolean randomOrientation,
    @Setting("smallest side of a random crop as a fraction of the image") double minCropScale,
    @Setting("largest relative change of brightness") double brightness,
    @Setting("largest relative change of contrast") double contrast,
    @Setting("probability of conversion to grayscale") double grayscaleProbability,
    @Setting("largest change of the aspect ratio of a crop, as a natural logarithm")
        double cropAspectRange,
    @Setting("largest relative change of saturation") double saturation,
    @Setting("largest rotation of the hues in degrees") double hue,
    @Setting("probability of reduced resolution, as from a larger ground sample distance")
        double downscaleProbability,
    @Setting("smallest side after the reduction as a fraction of the network input")
        double minDownscale,
    @Setting("probability of blur") double blurProbability,
    @Setting("probability of random erasing of a rectangle of 2 to 20 % of the image")
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
