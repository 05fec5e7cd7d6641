package org.kamcl.engine.training.config;

import static org.kamcl.engine.training.config.SettingChecks.between;
import static org.kamcl.engine.training.config.SettingChecks.check;

import org.kamcl.error.KamclException;

/** Momentum contrast with two queues of keys. */
public record MomentumSettings(
    double momentumContrastWeight,
    int queueSize,
    int queueStartEpoch,
    boolean randomQueueInit,
    double queueTemperature,
    double keyEncoderMomentum,
    boolean updateAllKeyParameters) {
  /**
   * @throws KamclException if a value is out of range
   */
  public MomentumSettings {
    between(keyEncoderMomentum, 0, 1, "keyEncoderMomentum");
    check(queueTemperature > 0, "queueTemperature", SettingsError.ABOVE_ZERO);
  }
}
