package org.kamcl.engine.training.config;

import static org.kamcl.engine.training.config.SettingChecks.aboveZeroToOne;
import static org.kamcl.engine.training.config.SettingChecks.atLeast;
import static org.kamcl.engine.training.config.SettingChecks.belowOne;

import org.kamcl.error.KamclException;

/** How a gradient changes the weights. */
public record OptimizerSettings(
    boolean adamW,
    double headLearningRate,
    double imageLearningRate,
    double textLearningRate,
    double imageLayerDecay,
    double textLayerDecay,
    double weightDecay,
    double beta1,
    double beta2,
    double epsilon,
    double gradientClipNorm,
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
