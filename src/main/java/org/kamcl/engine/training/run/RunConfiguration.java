package org.kamcl.engine.training.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.kamcl.engine.inference.InferenceError;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.network.AdapterSizes;
import org.kamcl.engine.network.FeatureSource;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.LayeredTextEncoder;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.error.KamclException;

/** The configuration of a run that is to be created: its preset, its settings and its network. */
final class RunConfiguration {
  static final String DEFAULT = "default";
  static final String PUBLISHED = "published";
  static final String FINE_TUNE = "fine-tune";

  /** Adapters and concept heads above frozen features. */
  static final String ADAPTER = "adapter";

  /** Concept heads above frozen features. */
  static final String CONCEPTS = "concepts";

  /** Hidden units of a new adapter. */
  private static final int ADAPTER_WIDTH = 1024;

  private static final String CONCEPT_WEIGHT = "conceptLossWeight";
  private static final String TRAINED_BLOCKS = "trainedBlocks";

  private final String preset;
  private final Optional<StoredModel> model;

  private RunConfiguration(String preset, Optional<StoredModel> model) {
    this.preset = preset;
    this.model = model;
  }

  /**
   * The configuration of a request.
   *
   * @param model that the run starts from
   * @throws KamclException if the configuration does not exist or does not fit the model
   */
  static RunConfiguration of(RunRequest plan, Optional<StoredModel> model) {
    if (model.isPresent() && !model.get().requireCard().network().textEncoder().readsTexts()) {
      throw new KamclException(InferenceError.MODEL_WITHOUT_WORDS, model.get().name());
    }
    Optional<String> own =
        model
            .map(m -> m.requireCard().network().published())
            .map(published -> published ? PUBLISHED : DEFAULT);
    String preset = plan.configuration() == null ? own.orElse(DEFAULT) : plan.configuration();
    switch (preset) {
      case DEFAULT:
        break;
      case PUBLISHED:
        if (InitialWeights.PRETRAINED.equals(plan.from())) {
          throw new KamclException(RunError.NO_PUBLISHED_PRETRAINED);
        }
        break;
      case FINE_TUNE:
        if (!own.orElse(PUBLISHED).equals(DEFAULT)) {
          throw new KamclException(RunError.FINE_TUNE_NEEDS_MODEL);
        }
        break;
      case ADAPTER:
        if (InitialWeights.SCRATCH.equals(plan.from())) {
          throw new KamclException(RunError.ADAPTER_NEEDS_ENCODERS);
        }
        break;
      case CONCEPTS:
        if (model.isEmpty()) {
          throw new KamclException(RunError.CONCEPTS_NEED_MODEL);
        }
        break;
      default:
        throw new KamclException(RunError.UNKNOWN_CONFIGURATION, preset);
    }
    return new RunConfiguration(preset, model);
  }

  /** The name that the run keeps: a fine-tuning differs from {@code default} in settings only. */
  String name() {
    return preset.equals(FINE_TUNE) ? DEFAULT : preset;
  }

  boolean isPublished() {
    return preset.equals(PUBLISHED);
  }

  /**
   * The network before its settings are changed.
   *
   * @param vocabularySize words of the corpus, for networks without a vocabulary of their own
   */
  NetworkConfig network(int vocabularySize) {
    if (model.isEmpty()) {
      return preset.equals(ADAPTER)
          ? NetworkConfig.defaultBuilder().adapter(adapter(FeatureSource.ENCODER)).build()
          : isPublished() ? NetworkConfig.published(vocabularySize) : NetworkConfig.defaults();
    }
    NetworkConfig own = model.get().requireCard().network();
    if (!own.textEncoder().readsTexts()) {
      // Captions could not be compared with images.
      throw new KamclException(InferenceError.MODEL_WITHOUT_WORDS, model.get().name());
    }
    boolean adapts = preset.equals(ADAPTER);
    if (!adapts && !preset.equals(CONCEPTS)) {
      return own;
    }
    if (!hasFixedFeatures(own)) {
      throw new KamclException(RunError.FEATURES_NOT_FIXED);
    }
    NetworkConfig.Builder builder = own.toBuilder();
    if (own.conceptCount() == 0) {
      builder.conceptCount(NetworkConfig.CONCEPT_COUNT);
    }
    if (adapts && own.adapter() == null) {
      builder.adapter(adapter(FeatureSource.TOWER));
    }
    return builder.build();
  }

  /** Whether the features of an image or caption depend on it alone, and hold no concepts. */
  static boolean hasFixedFeatures(NetworkConfig network) {
    return !network.published()
        && network.maskTextPadding()
        && !network.addConcepts()
        && !network.conceptToken();
  }

  private static AdapterSizes adapter(FeatureSource source) {
    return new AdapterSizes(source, ADAPTER_WIDTH);
  }

  /**
   * The settings of the training.
   *
   * @param changes to the preset
   * @param network of the run
   */
  TrainingConfig training(Map<String, String> changes, NetworkConfig network) {
    TrainingConfig given =
        switch (preset) {
          case FINE_TUNE -> TrainingConfig.fineTune();
          case ADAPTER -> TrainingConfig.adapter();
          case CONCEPTS -> TrainingConfig.conceptHeads();
          case PUBLISHED -> TrainingConfig.published();
          default -> TrainingConfig.defaults();
        };
    Map<String, String> all = new HashMap<>();
    if (changes.containsKey(TRAINED_BLOCKS)) {
      all.putAll(
          openedBlocks(given, given.with(TRAINED_BLOCKS, changes.get(TRAINED_BLOCKS)), network));
    }
    all.putAll(changes);
    TrainingConfig training = given.with(all);
    if (!training.encoders().areFrozen()) {
      requireTextLayers(training.encoders().frozenTextLayers(), network);
    }
    return training;
  }

  /**
   * The settings without a concept loss if the network has no concepts, whose loss would be the
   * mean of nothing.
   *
   * @param changes of the preset that were asked for
   * @param network of the run, with its settings changed
   * @throws KamclException if a concept loss was asked for
   */
  static TrainingConfig forConceptsOf(
      NetworkConfig network, TrainingConfig training, Map<String, String> changes) {
    if (network.conceptCount() > 0 || training.knowledge().conceptLossWeight() == 0) {
      return training;
    }
    if (changes.containsKey(CONCEPT_WEIGHT)) {
      throw new KamclException(RunError.NO_CONCEPTS_TO_TRAIN);
    }
    return training.with(CONCEPT_WEIGHT, "0");
  }

  /**
   * @throws KamclException if the text encoder has fewer layers than are to be frozen
   */
  private static void requireTextLayers(int frozen, NetworkConfig network) {
    Optional<LayeredTextEncoder> text = new KamclNetwork(network).textTower().encoder().layered();
    if (text.isPresent() && text.get().layers() < frozen) {
      throw new KamclException(RunError.TOO_MANY_FROZEN_LAYERS, frozen, text.get().layers());
    }
  }

  /** What follows from the number of blocks that are trained, unless it is set as well. */
  private static Map<String, String> openedBlocks(
      TrainingConfig preset, TrainingConfig opened, NetworkConfig network) {
    int blocks = opened.encoders().trainedBlocks();
    if (blocks <= 0) {
      return Map.of();
    }
    Map<String, String> all = new HashMap<>();
    Optional<LayeredTextEncoder> text = new KamclNetwork(network).textTower().encoder().layered();
    text.ifPresent(
        encoder ->
            all.put("frozenTextLayers", Integer.toString(Math.max(0, encoder.layers() - blocks))));
    if (preset.encoders().areFrozen()) {
      // Pixels need far more memory than features.
      int batch = TrainingConfig.defaults().sampling().batchSize();
      all.put("batchSize", Integer.toString(batch));
    }
    return all;
  }
}
