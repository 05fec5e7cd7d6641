package org.kamcl.engine.training;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.training.config.TrainingConfig;

/** The learning rate of each parameter at each step. */
public final class LearningRateSchedule {
  private static final String[] IMAGE = {
    KamclNetwork.IMAGE_TOWER + ".backbone.", KamclNetwork.IMAGE_TOWER + ".extract_feature.resnet."
  };
  private static final String[] TEXT = {
    KamclNetwork.TEXT_TOWER + ".encoder.", KamclNetwork.TEXT_TOWER + ".text_feature.seq2vec."
  };

  private static final Pattern BLOCK = Pattern.compile("\\._blocks\\.(\\d+)\\.");
  private static final Pattern STAGE = Pattern.compile("\\.resnet\\.layer(\\d)\\.");
  private static final Pattern TEXT_LAYER = Pattern.compile("\\.encoder\\.layer\\.(\\d+)\\.");
  private static final int BLOCKS = 16;
  private static final int RESNET_STAGES = 4;
  private static final int TEXT_LAYERS = 6;

  private final TrainingConfig config;
  private final int stepsPerEpoch;

  public LearningRateSchedule(TrainingConfig config, int stepsPerEpoch) {
    this.config = config;
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
    for (String prefix : IMAGE) {
      if (name.startsWith(prefix)) {
        double decay = config.optimizer().imageLayerDecay();
        return config.optimizer().imageLearningRate() * layered(decay, imageLayersAbove(name));
      }
    }
    for (String prefix : TEXT) {
      if (name.startsWith(prefix)) {
        double decay = config.optimizer().textLayerDecay();
        return config.optimizer().textLearningRate() * layered(decay, textLayersAbove(name));
      }
    }
    return config.optimizer().headLearningRate();
  }

  private static double layered(double decay, int above) {
    return decay == 1 ? 1 : Math.pow(decay, above);
  }

  /**
   * Number of layers above a parameter: stem, blocks and head of EfficientNet, or stem and four
   * stages of a ResNet.
   */
  private static int imageLayersAbove(String name) {
    Matcher block = BLOCK.matcher(name);
    if (block.find()) {
      return BLOCKS - Integer.parseInt(block.group(1));
    }
    Matcher stage = STAGE.matcher(name);
    if (stage.find()) {
      return RESNET_STAGES - Integer.parseInt(stage.group(1));
    }
    boolean stem = name.contains("._conv_stem.") || name.contains("._bn0.");
    if (stem) {
      return BLOCKS + 1;
    }
    boolean resNetStem = name.contains(".resnet.conv1.") || name.contains(".resnet.bn1.");
    return resNetStem ? RESNET_STAGES : 0;
  }

  /**
   * Number of layers above a parameter: embeddings and layers of the transformer; the GRU is one
   * layer.
   */
  private static int textLayersAbove(String name) {
    Matcher layer = TEXT_LAYER.matcher(name);
    if (layer.find()) {
      return TEXT_LAYERS - 1 - Integer.parseInt(layer.group(1));
    }
    return name.startsWith(TEXT[0] + "embeddings.") ? TEXT_LAYERS : 0;
  }

  /**
   * Weight decay of a parameter: of matrices and embedding tables, not of biases and normalization.
   */
  double weightDecay(ParameterSpec.Role role) {
    boolean decays = role == ParameterSpec.Role.WEIGHT || role == ParameterSpec.Role.EMBEDDING;
    return decays && config.optimizer().adamW() ? config.optimizer().weightDecay() : 0;
  }
}
