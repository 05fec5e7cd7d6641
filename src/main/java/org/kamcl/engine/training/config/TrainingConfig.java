package org.kamcl.engine.training.config;

import static org.kamcl.engine.training.config.SettingChecks.check;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.annotations.JsonAdapter;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.error.KamclException;

/**
 * How a network is trained: groups of settings that change together. In files and on the command
 * line the settings of all groups stand side by side, under their names.
 *
 * <p>The presets {@link #published}, {@link #defaults} and {@link #fineTune} are resources that
 * name every value. {@code published} is the training of the published code with its known defects;
 * {@code default} corrects them, each with a setting of its own.
 *
 * @param schedule duration and learning rate schedule
 * @param sampling what a batch is made of
 * @param optimizer how a gradient changes the weights
 * @param encoders what is frozen, and dropout
 * @param contrastive losses among the pairs of a batch
 * @param momentum momentum contrast with queues
 * @param knowledge concepts and their loss
 * @param augmentation random augmentation of images
 * @param checkpoints how often the state is saved
 */
@JsonAdapter(TrainingConfigJson.class)
public record TrainingConfig(
    ScheduleSettings schedule,
    SamplingSettings sampling,
    OptimizerSettings optimizer,
    EncoderSettings encoders,
    ContrastiveSettings contrastive,
    MomentumSettings momentum,
    KnowledgeSettings knowledge,
    AugmentationSettings augmentation,
    CheckpointSettings checkpoints) {
  private static final Gson GSON = new Gson();

  /**
   * @throws KamclException if the groups do not fit together
   */
  public TrainingConfig {
    int queue = momentum.queueSize();
    int batch = sampling.batchSize();
    check(
        momentum.momentumContrastWeight() == 0 || (queue >= 1 && queue % batch == 0),
        "batchSize",
        SettingsError.DIVISOR_OF_QUEUE,
        queue,
        largestBatchSize(queue, batch));
    check(
        sampling.chunkSize() == 0 || encoders.frozenBatchNorm(),
        "chunkSize",
        SettingsError.ZERO_WITHOUT_FROZEN_BATCH_NORM);
    check(
        contrastive.tripletWeight() > 0
            || contrastive.infoNceWeight() > 0
            || momentum.momentumContrastWeight() > 0
            || knowledge.conceptHeadsOnly(),
        "infoNceWeight",
        SettingsError.ABOVE_ZERO_WITHOUT_OTHER_LOSS);
    if (knowledge.conceptHeadsOnly()) {
      SettingsError above = SettingsError.ABOVE_ZERO_WITH_CONCEPT_HEADS;
      check(knowledge.conceptLossWeight() > 0, "conceptLossWeight", above);
      boolean atOnce = knowledge.conceptStartEpoch() <= 1;
      check(atOnce, "conceptStartEpoch", SettingsError.ONE_WITH_CONCEPT_HEADS);
    }
    if (encoders.areFrozen()) {
      checkFrozen(sampling, encoders);
    }
  }

  /** Features that are computed once cannot follow what changes images or captions. */
  private static void checkFrozen(SamplingSettings sampling, EncoderSettings encoders) {
    SettingsError reason = SettingsError.ZERO_WITH_FROZEN_ENCODERS;
    check(encoders.batchNormAdaptationImages() == 0, "batchNormAdaptationImages", reason);
    check(sampling.synonymProbability() == 0, "synonymProbability", reason);
    check(sampling.imageSizes().isEmpty(), "imageSizes", SettingsError.EMPTY_WITH_FROZEN_ENCODERS);
  }

  /** The largest batch size up to {@code limit} that the queue allows, at least 2. */
  public int largestBatchSize(int limit) {
    return momentum.momentumContrastWeight() == 0
        ? Math.max(2, limit)
        : largestBatchSize(momentum.queueSize(), limit);
  }

  private static int largestBatchSize(int queue, int limit) {
    int size = Math.max(2, limit);
    while (size > 2 && queue % size != 0) {
      size--;
    }
    return size;
  }

  /** As published: RSICD, batch 100, Adam, 40 epochs, the concept loss after eleven of them. */
  public static TrainingConfig published() {
    return GSON.fromJson(Presets.read("published"), TrainingConfig.class);
  }

  /** The corrected training, as measured on RSICD. */
  public static TrainingConfig defaults() {
    return GSON.fromJson(Presets.read("default"), TrainingConfig.class);
  }

  /**
   * A short second training of a model with the settings of {@link #defaults}: low learning rates,
   * all losses from the first step, the queues as soon as they are full. The batch normalization
   * statistics are kept, because the weights have adapted to them.
   */
  public static TrainingConfig fineTune() {
    return changedDefaults("fine-tune");
  }

  /**
   * Adapters and concept heads above the frozen features of a model, with all losses and both
   * phases of {@link #defaults}.
   */
  public static TrainingConfig adapter() {
    return changedDefaults("adapter");
  }

  /** Concept heads above the frozen features of a model, whose embeddings stay as they are. */
  public static TrainingConfig conceptHeads() {
    return changedDefaults("concepts");
  }

  private static TrainingConfig changedDefaults(String preset) {
    JsonElement all = defaults().toJson();
    Presets.read(preset)
        .entrySet()
        .forEach(setting -> all.getAsJsonObject().add(setting.getKey(), setting.getValue()));
    return fromJson(all);
  }

  List<Record> groups() {
    return List.of(
        schedule,
        sampling,
        optimizer,
        encoders,
        contrastive,
        momentum,
        knowledge,
        augmentation,
        checkpoints);
  }

  /** The name of the group of each setting, by the name of the setting. */
  public static Map<String, String> groupNames() {
    Map<String, String> all = new LinkedHashMap<>();
    for (RecordComponent group : TrainingConfig.class.getRecordComponents()) {
      for (RecordComponent setting : group.getType().getRecordComponents()) {
        all.put(setting.getName(), group.getName());
      }
    }
    return all;
  }

  /** Whether there is a setting of this name. */
  public static boolean hasSetting(String name) {
    return groupNames().containsKey(name);
  }

  /**
   * The same settings with one changed.
   *
   * @throws KamclException if there is no such setting or the value is not allowed
   */
  public TrainingConfig with(String name, String value) {
    return with(Map.of(name, value));
  }

  /**
   * The same settings with some changed, all at once.
   *
   * @throws KamclException if there is no such setting or a value is not allowed
   */
  public TrainingConfig with(Map<String, String> changes) {
    return SettingValue.with(GSON, this, TrainingConfig.class, changes);
  }

  /**
   * Settings from JSON, also under former names. Missing settings have the value of {@link
   * #published}, in which later additions are off.
   *
   * @throws KamclException if it is no valid training
   */
  public static TrainingConfig fromJson(JsonElement json) {
    return SettingValue.unwrapErrors(() -> GSON.fromJson(json, TrainingConfig.class));
  }

  /** The settings as JSON. */
  public JsonElement toJson() {
    return GSON.toJsonTree(this);
  }
}
