package org.kamcl.engine.training.config;

import static org.kamcl.engine.training.config.SettingChecks.atLeast;
import static org.kamcl.engine.training.config.SettingChecks.belowOne;
import static org.kamcl.engine.training.config.SettingChecks.between;

import org.kamcl.error.KamclException;

/** Which parts of the encoders are frozen, and what is dropped at random. */
public record EncoderSettings(
    @Setting(
            "number of lower transformer layers that are not trained; their outputs are computed once")
        int frozenTextLayers,
    @Setting(
            "whether batch normalization uses fixed statistics (a fifth of the time, a third of the memory); otherwise those of the batch")
        boolean frozenBatchNorm,
    @Setting(
            "number of training images whose statistics batch normalization adopts before the first step; 0 keeps those of the initial weights")
        int batchNormAdaptationImages,
    @Setting("dropout of the GRU, with the same mask for all time steps") float gruDropout,
    @Setting("dropout of the transformer") float textDropout,
    @Setting("stochastic depth: fraction of samples that skip the last residual block")
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
