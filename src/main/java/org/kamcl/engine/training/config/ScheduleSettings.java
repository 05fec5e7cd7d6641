package org.kamcl.engine.training.config;

import static org.kamcl.engine.training.config.SettingChecks.atLeast;

import org.kamcl.error.KamclException;

/** How long a training runs and how the learning rates change. */
public record ScheduleSettings(
    int epochs,
    double warmupEpochs,
    boolean cosineSchedule,
    double minLearningRateFactor,
    int decayEpochs,
    double decayRate,
    int patience) {
  /**
   * @throws KamclException if a value is out of range
   */
  public ScheduleSettings {
    atLeast(epochs, 1, "epochs");
    atLeast(decayEpochs, 1, "decayEpochs");
  }
}
