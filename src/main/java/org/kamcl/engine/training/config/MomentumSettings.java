package org.kamcl.engine.training.config;

import static org.kamcl.engine.training.config.SettingChecks.between;
import static org.kamcl.engine.training.config.SettingChecks.check;

import org.kamcl.error.KamclException;

/** Momentum contrast with two queues of keys. */
public record MomentumSettings(
    @Setting(
            "weight of momentum contrast with the two queues, for each direction; 0 runs without key encoders")
        double momentumContrastWeight,
    @Setting("number of keys in each queue") int queueSize,
    @Setting("first epoch in which a full queue is used; it is filled in the epoch before")
        int queueStartEpoch,
    @Setting(
            "whether the queues start with random keys that are used at once, as published; otherwise empty")
        boolean randomQueueInit,
    @Setting("softmax temperature of momentum contrast") double queueTemperature,
    @Setting("momentum of the key encoders: fraction of the old value in an update")
        double keyEncoderMomentum,
    @Setting(
            "whether the key encoders follow all parameters; in the published code 90 % of the image key encoder stays random")
        boolean updateAllKeyParameters) {
  /**
   * @throws KamclException if a value is out of range
   */
  public MomentumSettings {
    between(keyEncoderMomentum, 0, 1, "keyEncoderMomentum");
    check(queueTemperature > 0, "queueTemperature", SettingsError.ABOVE_ZERO);
  }
}
