package org.kamcl.engine.training.config;

import static org.kamcl.engine.training.config.SettingChecks.aboveZeroToOne;
import static org.kamcl.engine.training.config.SettingChecks.atLeast;
import static org.kamcl.engine.training.config.SettingChecks.belowOne;

import org.kamcl.error.KamclException;

/** How a gradient changes the weights. */
public record OptimizerSettings(
    @Setting("whether to use AdamW (decoupled weight decay); otherwise Adam without weight decay")
        boolean adamW,
    @Setting("learning rate of pooling, projections and concept heads") double headLearningRate,
    @Setting("learning rate of the image backbone") double imageLearningRate,
    @Setting("learning rate of the text encoder") double textLearningRate,
    @Setting(
            "factor of the learning rate of an image layer for each layer above it (layer-wise decay)")
        double imageLayerDecay,
    @Setting(
            "factor of the learning rate of a text layer for each layer above it (layer-wise decay)")
        double textLayerDecay,
    @Setting("decoupled weight decay, not applied to biases and normalization") double weightDecay,
    @Setting("Adam: decay of the first moment") double beta1,
    @Setting("Adam: decay of the second moment") double beta2,
    @Setting("Adam: added to the square root of the second moment") double epsilon,
    @Setting(
            "largest norm of all gradients together; 0 disables clipping, as in the published code, whose clipping has no effect")
        double gradientClipNorm,
    @Setting(
            "decay of the exponential moving average of the weights, which is validated and kept; 0 keeps the last weights")
        double emaDecay) {
  /**
   * @throws KamclException if a value is out of range
   */
  public OptimizerSettings {
    atLeast(headLearningRate, 0, "headLearningRate");
    atLeast(imageLearningRate, 0, "imageLearningRate");
    atLeast(textLearningRate, 0, "textLearningRate");
    aboveZeroToOne(imageLayerDecay, "imageLayerDecay");
    aboveZeroToOne(textLayerDecay, "textLayerDecay");
    belowOne(beta1, "beta1");
    belowOne(beta2, "beta2");
    belowOne(emaDecay, "emaDecay");
  }
}
