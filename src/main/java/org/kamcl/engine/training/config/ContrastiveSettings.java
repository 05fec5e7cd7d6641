package org.kamcl.engine.training.config;

import static org.kamcl.engine.training.config.SettingChecks.check;

import org.kamcl.error.KamclException;

/** The losses among the image-caption pairs of a batch. */
public record ContrastiveSettings(
    @Setting("weight of the InfoNCE loss over the pairs of the batch, with a learned temperature")
        double infoNceWeight,
    @Setting("label smoothing of InfoNCE") double labelSmoothing,
    @Setting(
            "fraction of the InfoNCE target that follows the similarity of the captions in the initial sentence encoder")
        double softTargetFraction,
    @Setting("softmax temperature of the caption similarities in softTargetFraction")
        double teacherTemperature,
    @Setting(
            "weight of the loss that keeps the similarities of the captions as in the initial sentence encoder")
        double distillationWeight,
    @Setting(
            "whether pairs of the same image or with a shared caption are excluded from the negatives; the published code treats them as negatives")
        boolean maskFalseNegatives,
    @Setting("weight of the triplet loss with the hardest negative") double tripletWeight,
    @Setting(
            "first epoch with the triplet loss, which makes all features equal if it is used from the first step on")
        int tripletStartEpoch,
    @Setting("margin of the triplet loss") double tripletMargin,
    @Setting("whether the triplet loss is summed over the batch, as published; otherwise averaged")
        boolean tripletSum) {
  /**
   * @throws KamclException if a value is out of range
   */
  public ContrastiveSettings {
    check(teacherTemperature > 0, "teacherTemperature", SettingsError.ABOVE_ZERO);
    check(
        labelSmoothing + softTargetFraction < 1,
        "softTargetFraction",
        SettingsError.BELOW_ONE_WITH,
        "labelSmoothing");
  }
}
