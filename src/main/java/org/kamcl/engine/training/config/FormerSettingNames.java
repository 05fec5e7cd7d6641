package org.kamcl.engine.training.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * Names of training settings in format 1 of run folders and settings files. No setting has the
 * former name of another one, so that both can be read from one object.
 */
public final class FormerSettingNames {
  private static final Map<String, String> CURRENT =
      Map.ofEntries(
          Map.entry("averageDecay", "emaDecay"),
          Map.entry("batchWeight", "infoNceWeight"),
          Map.entry("blur", "blurProbability"),
          Map.entry("chunk", "chunkSize"),
          Map.entry("classBatches", "hardBatchFraction"),
          Map.entry("classBatchesFromEpoch", "hardBatchStartEpoch"),
          Map.entry("clipNorm", "gradientClipNorm"),
          Map.entry("coarse", "downscaleProbability"),
          Map.entry("coarseFrom", "minDownscale"),
          Map.entry("conceptFromEpoch", "conceptStartEpoch"),
          Map.entry("conceptPrior", "conceptPriorInit"),
          Map.entry("conceptWeight", "conceptLossWeight"),
          Map.entry("cosine", "cosineSchedule"),
          Map.entry("cropAspect", "cropAspectRange"),
          Map.entry("cropFrom", "minCropScale"),
          Map.entry("dropConnect", "dropPathRate"),
          Map.entry("dropout", "textDropout"),
          Map.entry("erase", "erasingProbability"),
          Map.entry("finalRate", "minLearningRateFactor"),
          Map.entry("frozenNorms", "frozenBatchNorm"),
          Map.entry("greyscale", "grayscaleProbability"),
          Map.entry("headRate", "headLearningRate"),
          Map.entry("imageRate", "imageLearningRate"),
          Map.entry("keyMomentum", "keyEncoderMomentum"),
          Map.entry("maskShared", "maskFalseNegatives"),
          Map.entry("momentumWeight", "momentumContrastWeight"),
          Map.entry("normImages", "batchNormAdaptationImages"),
          Map.entry("orientations", "randomOrientation"),
          Map.entry("ownConceptLabels", "alignedConceptLabels"),
          Map.entry("pairAllKeys", "updateAllKeyParameters"),
          Map.entry("queueFromEpoch", "queueStartEpoch"),
          Map.entry("queueStartsRandom", "randomQueueInit"),
          Map.entry("softTargets", "softTargetFraction"),
          Map.entry("softTemperature", "teacherTemperature"),
          Map.entry("stepEpochs", "decayEpochs"),
          Map.entry("stepFactor", "decayRate"),
          Map.entry("synonyms", "synonymProbability"),
          Map.entry("teacherWeight", "distillationWeight"),
          Map.entry("textRate", "textLearningRate"),
          Map.entry("tripletFromEpoch", "tripletStartEpoch"));

  private static final Map<String, String> CONFIGURATIONS =
      Map.of("reference", "published", "tail", "fine-tune");

  private FormerSettingNames() {}

  /** The current name of a renamed setting; empty if the name was never a former one. */
  public static Optional<String> current(String former) {
    return Optional.ofNullable(CURRENT.get(former));
  }

  /** The current name of a configuration; other names are returned unchanged. */
  public static String configuration(String name) {
    return CONFIGURATIONS.getOrDefault(name, name);
  }

  /** The same settings under their current names. */
  static JsonObject upgrade(JsonObject settings) {
    JsonObject upgraded = new JsonObject();
    for (Map.Entry<String, JsonElement> setting : settings.entrySet()) {
      upgraded.add(CURRENT.getOrDefault(setting.getKey(), setting.getKey()), setting.getValue());
    }
    return upgraded;
  }
}
