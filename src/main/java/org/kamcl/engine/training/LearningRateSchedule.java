package org.kamcl.engine.training;

import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.training.config.TrainingConfig;

/** The learning rate of each parameter at each step. */
public final class LearningRateSchedule {
  private final TrainingConfig config;
  private final KamclNetwork network;
  private final int stepsPerEpoch;

  public LearningRateSchedule(TrainingConfig config, KamclNetwork network, int stepsPerEpoch) {
    this.config = config;
    this.network = network;
    this.stepsPerEpoch = stepsPerEpoch;
  }

  /**
   * Factor of the learning rates at a step.
   *
   * @param step from 0
   */
  public double factor(long step) {
    double warmup = config.schedule().warmupEpochs() * stepsPerEpoch;
    if (step < warmup) {
      return (step + 1) / Math.max(1, warmup);
    }
    if (config.schedule().cosineSchedule()) {
      double total = (double) config.schedule().epochs() * stepsPerEpoch - warmup;
      double progress = Math.min(1, (step - warmup) / Math.max(1, total));
      double rest = config.schedule().minLearningRateFactor();
      return rest + (1 - rest) * 0.5 * (1 + Math.cos(Math.PI * progress));
    }
    // At the start of epochs 9, 19, ... (0-based) by default, as published.
    long epoch = step / stepsPerEpoch;
    long falls = (epoch + 1) / config.schedule().decayEpochs();
    return Math.pow(config.schedule().decayRate(), (double) falls);
  }

  /** Learning rate of a parameter before {@link #factor}. */
  double baseRate(String name) {
    String backbone = network.backbonePrefix();
    if (name.startsWith(backbone)) {
      int above = network.imageTower().backbone().layersAbove(name.substring(backbone.length()));
      return config.optimizer().imageLearningRate()
          * decayed(config.optimizer().imageLayerDecay(), above);
    }
    String encoder = network.textEncoderPrefix();
    if (name.startsWith(encoder)) {
      int above =
          network
              .textTower()
              .encoder()
              .layered()
              .map(layers -> layers.layersAbove(name.substring(encoder.length())))
              .orElse(0);
      return config.optimizer().textLearningRate()
          * decayed(config.optimizer().textLayerDecay(), above);
    }
    if (config.encoders().trainedBlocks() > 0 && !KamclNetwork.isHead(name)) {
      // Aggregator, pooling and projection of a model whose last blocks are opened.
      if (name.startsWith(KamclNetwork.IMAGE_TOWER + ".")) {
        return config.optimizer().imageLearningRate();
      }
      if (name.startsWith(KamclNetwork.TEXT_TOWER + ".")) {
        return config.optimizer().textLearningRate();
      }
    }
    return config.optimizer().headLearningRate();
  }

  private static double decayed(double decay, int layersAbove) {
    return decay == 1 ? 1 : Math.pow(decay, layersAbove);
  }

  /**
   * Weight decay of a parameter: of matrices and embedding tables, not of biases and normalization.
   */
  double weightDecay(ParameterSpec.Role role) {
    boolean decays = role == ParameterSpec.Role.WEIGHT || role == ParameterSpec.Role.EMBEDDING;
    return decays && config.optimizer().adamW() ? config.optimizer().weightDecay() : 0;
  }
}
