package org.kamcl.engine.training.config;

import static org.kamcl.engine.training.config.SettingChecks.atLeast;
import static org.kamcl.engine.training.config.SettingChecks.belowOne;
import static org.kamcl.engine.training.config.SettingChecks.between;

import org.kamcl.error.KamclException;

/** Which parts of the encoders are frozen, and what is dropped at random. */
public record EncoderSettings(
    int trainedBlocks,
    int frozenTextLayers,
    boolean frozenBatchNorm,
    int batchNormAdaptationImages,
    float gruDropout,
    float textDropout,
    float dropPathRate) {
  private static final int MAX_LAYERS = 48;

  /** Whether the encoders do not change, so that their features are computed once. */
  public boolean areFrozen() {
    return trainedBlocks == 0;
  }

  /**
   * @throws KamclException if a value is out of range
   */
  public EncoderSettings {
    atLeast(trainedBlocks, -1, "trainedBlocks");
    between(frozenTextLayers, 0, MAX_LAYERS, "frozenTextLayers");
    atLeast(batchNormAdaptationImages, 0, "batchNormAdaptationImages");
    belowOne(gruDropout, "gruDropout");
    belowOne(textDropout, "textDropout");
    belowOne(dropPathRate, "dropPathRate");
  }
}
