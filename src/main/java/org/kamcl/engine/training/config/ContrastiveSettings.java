package org.kamcl.engine.training.config;

import static org.kamcl.engine.training.config.SettingChecks.check;

import org.kamcl.error.KamclException;

/** The losses among the image-caption pairs of a batch. */
public record ContrastiveSettings(
    double infoNceWeight,
    double labelSmoothing,
    double softTargetFraction,
    double teacherTemperature,
    double distillationWeight,
    boolean maskFalseNegatives,
    double tripletWeight,
    int tripletStartEpoch,
    double tripletMargin,
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
