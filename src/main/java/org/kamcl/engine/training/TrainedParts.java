package org.kamcl.engine.training;

import java.util.Optional;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.LayeredTextEncoder;
import org.kamcl.engine.training.config.TrainingConfig;

/** Which tensors of a network a training may change. */
final class TrainedParts {
  private final KamclNetwork network;
  private final TrainingConfig config;

  TrainedParts(KamclNetwork network, TrainingConfig config) {
    this.network = network;
    this.config = config;
  }

  /** Whether a tensor may change. */
  boolean has(String name) {
    if (config.knowledge().conceptHeadsOnly()) {
      return KamclNetwork.isConceptHead(name);
    }
    if (KamclNetwork.isHead(name)) {
      return true;
    }
    int blocks = config.encoders().trainedBlocks();
    if (blocks == 0) {
      return false;
    }
    String image = network.backbonePrefix();
    if (name.startsWith(image)) {
      String tensor = name.substring(image.length());
      return blocks < 0 || network.imageTower().backbone().layersAbove(tensor) < blocks;
    }
    return !isFrozenText(name, blocks);
  }

  private boolean isFrozenText(String name, int blocks) {
    Optional<LayeredTextEncoder> encoder = network.textTower().encoder().layered();
    String prefix = network.textEncoderPrefix();
    if (encoder.isEmpty() || !name.startsWith(prefix)) {
      return false;
    }
    int layers = encoder.get().layers();
    int trained = layers - config.encoders().frozenTextLayers();
    if (blocks > 0) {
      trained = Math.min(trained, blocks);
    }
    return trained < layers
        && encoder.get().layersAbove(name.substring(prefix.length())) >= trained;
  }
}
