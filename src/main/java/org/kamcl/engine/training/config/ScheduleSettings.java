package org.kamcl.engine.training.config;

import static org.kamcl.engine.training.config.SettingChecks.atLeast;

import org.kamcl.error.KamclException;

/** How long a training runs and how the learning rates change. */
public record ScheduleSettings(
    @Setting("number of passes over the training images") int epochs,
    @Setting("number of epochs in which the learning rates rise linearly from zero")
        double warmupEpochs,
    @Setting("whether the learning rates decay along a cosine; otherwise in steps")
        boolean cosineSchedule,
    @Setting("cosine schedule: fraction of the learning rates that is left at the end")
        double minLearningRateFactor,
    @Setting("step schedule: number of epochs between two decays") int decayEpochs,
    @Setting("step schedule: factor of the learning rates at each decay") double decayRate,
    @Setting(
            "number of epochs without better validation after which the run ends; 0 disables early stopping")
        int patience) {
  /**
   * @throws KamclException if a value is out of range
   */
  public ScheduleSettings {
    atLeast(epochs, 1, "epochs");
    atLeast(decayEpochs, 1, "decayEpochs");
  }
}
