package org.kamcl.engine.training.config;

import static org.kamcl.engine.training.config.SettingChecks.atLeast;
import static org.kamcl.engine.training.config.SettingChecks.belowOne;
import static org.kamcl.engine.training.config.SettingChecks.between;

import org.kamcl.error.KamclException;

/** Which parts of the encoders are frozen, and what is dropped at random. */
public record EncoderSettings(
    int frozenTextLayers,
    boolean frozenBatchNorm,
    int batchNormAdaptationImages,
    float gruDropout,
    float textDropout,
    float dropPathRate) {
  /**
   * @throws KamclException if a value is out of range
   */
  public EncoderSettings {
    between(frozenTextLayers, 0, 6, "frozenTextLayers");
    atLeast(batchNormAdaptationImages, 0, "batchNormAdaptationImages");
    belowOne(gruDropout, "gruDropout");
    belowOne(textDropout, "textDropout");
    belowOne(dropPathRate, "dropPathRate");
  }
}
