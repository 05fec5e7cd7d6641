package org.kamcl.engine.training;

import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.ParameterSpec;

/** The learning rate of each parameter at each step. */
final class LearningRates {
  private static final String[] IMAGE = {
    KamclNetwork.IMAGE_TOWER + ".backbone.", KamclNetwork.IMAGE_TOWER + ".extract_feature.resnet."
  };
  private static final String[] TEXT = {
    KamclNetwork.TEXT_TOWER + ".encoder.", KamclNetwork.TEXT_TOWER + ".text_feature.seq2vec."
  };

  private final TrainingConfig config;
  private final int stepsPerEpoch;

  LearningRates(TrainingConfig config, int stepsPerEpoch) {
    this.config = config;
    this.stepsPerEpoch = stepsPerEpoch;
  }

  /**
   * The share of the rates at a step.
   *
   * @param step from 0
   */
  double share(long step) {
    double warmup = config.schedule().warmupEpochs() * stepsPerEpoch;
    if (step < warmup) {
      return (step + 1) / Math.max(1, warmup);
    }
    if (config.schedule().cosine()) {
      double total = (double) config.schedule().epochs() * stepsPerEpoch - warmup;
      double progress = Math.min(1, (step - warmup) / Math.max(1, total));
      double rest = config.schedule().finalRate();
      return rest + (1 - rest) * 0.5 * (1 + Math.cos(Math.PI * progress));
    }
    // At the start of the last of every ten epochs (0-based 9, 19, ...), as published.
    long epoch = step / stepsPerEpoch;
    long falls = (epoch + 1) / config.schedule().stepEpochs();
    return Math.pow(config.schedule().stepFactor(), (double) falls);
  }

  /** The rate of a parameter before {@link #share}. */
  double base(String name) {
    for (String prefix : IMAGE) {
      if (name.startsWith(prefix)) {
        return config.optimizer().imageRate();
      }
    }
    for (String prefix : TEXT) {
      if (name.startsWith(prefix)) {
        return config.optimizer().textRate();
      }
    }
    return config.optimizer().headRate();
  }

  /** The decay of a parameter: of matrices and tables, not of biases and normalisations. */
  double decay(ParameterSpec.Role role) {
    boolean decays = role == ParameterSpec.Role.WEIGHT || role == ParameterSpec.Role.EMBEDDING;
    return decays && config.optimizer().adamW() ? config.optimizer().weightDecay() : 0;
  }
}
