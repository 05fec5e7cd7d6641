package org.kamcl.engine.inference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.Precision;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.error.KamclException;

/** Loads a model from the files of its folder. */
final class ModelLoader {
  private ModelLoader() {}

  /**
   * Checks the files of a model, without remembering the check.
   *
   * @throws KamclException if a file is missing or damaged
   */
  static StoredModel checked(Path folder) {
    return new ModelIntegrity(null).check(ModelStore.read(folder, false), Set.of()).model();
  }

  /**
   * Loads a model whose files are checked.
   *
   * @throws KamclException if they do not fit the network
   */
  static KamclModel load(StoredModel model, EngineRuntime runtime) {
    return load(model.folder(), model.requireCard(), runtime, true);
  }

  static KamclModel loadUncalibrated(StoredModel model, EngineRuntime runtime) {
    return load(model.folder(), model.requireCard(), runtime, false);
  }

  static KamclModel load(StoredModel model, EngineRuntime runtime, int imageSize) {
    ModelCard card = model.requireCard();
    int own = card.network().imageSize();
    if (imageSize != own && card.network().published()) {
      throw new KamclException(InferenceError.IMAGE_SIZE_FIXED, card.name(), own);
    }
    return load(
        model.folder(),
        card.toBuilder().network(card.network().withImageSize(imageSize)).build(),
        runtime,
        true);
  }

  /** Loads a model that is being made; its card need not be in the folder. */
  static KamclModel loadUnchecked(Path folder, ModelCard card, EngineRuntime runtime) {
    return load(folder, card, runtime, false);
  }

  private static KamclModel load(
      Path folder, ModelCard card, EngineRuntime runtime, boolean calibrated) {
    return load(folder, card, runtime, calibrated, runtime.precision());
  }

  /**
   * @param precision of the encoders; other than that of the runtime only to compare them
   */
  static KamclModel load(
      Path folder, ModelCard card, EngineRuntime runtime, boolean calibrated, Precision precision) {
    NetworkConfig config = card.network();
    ConceptVocabulary concepts = ConceptVocabulary.read(folder.resolve(ModelFiles.CONCEPTS));
    if (concepts.size() > config.conceptCount()) {
      throw new KamclException(
          InferenceError.TOO_MANY_CONCEPTS, folder, concepts.size(), config.conceptCount());
    }
    ConceptCalibration calibration =
        calibrated ? ConceptCalibration.read(folder) : ConceptCalibration.UNCALIBRATED;
    calibration.check(folder, Set.copyOf(concepts.names()));
    CaptionTokenizer captions = CaptionTokenizer.open(folder, config, concepts);
    KamclNetwork network = new KamclNetwork(config);
    Path weights = folder.resolve(ModelFiles.WEIGHTS);
    FileStamp before = stamp(weights);
    LoadedWeights loaded =
        new LoadedWeights(
            runtime,
            parameters(network, weights, runtime, precision),
            () -> {
              if (!before.equals(stamp(weights))) {
                throw new KamclException(InferenceError.MODEL_CHANGED_MEANWHILE, card.name());
              }
              return parameters(network, weights, runtime, precision);
            });
    return new KamclModel(card, runtime, network, loaded, concepts, calibration, captions);
  }

  private static NetworkParameters parameters(
      KamclNetwork network, Path weights, EngineRuntime runtime, Precision precision) {
    try (NetworkParameters loaded =
        ModelFiles.load(
            SafeTensors.open(weights), network.specs(), runtime.manager(), weights.toString())) {
      NetworkParameters frozen = network.freezeInPlace(loaded, runtime.manager());
      if (precision != Precision.FLOAT32) {
        network.narrowEncoders(frozen, precision.type());
      }
      return frozen;
    } finally {
      runtime.releaseUnusedMemory();
    }
  }

  private static FileStamp stamp(Path weights) {
    try {
      return FileStamp.of(weights);
    } catch (IOException e) {
      throw new KamclException(e, InferenceError.FILE_UNREADABLE, weights, ModelFiles.reason(e));
    }
  }
}
