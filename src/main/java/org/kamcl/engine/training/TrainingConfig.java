package org.kamcl.engine.training;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kamcl.engine.EngineException;

/**
 * How a network is trained. Two presets: {@link #reference} is the published training with its
 * accidents, {@link #defaults} mends them; each accident is a switch of its own.
 *
 * @param epochs passes over the training images
 * @param batchSize pairs of a step; must divide the queue where one is used
 * @param allCaptions every caption of an image is a sample of its own (published); otherwise an
 *     epoch draws one caption an image
 * @param adamW decay weights apart from the gradient (AdamW); otherwise plain Adam
 * @param headRate learning rate of pooling, projections and concept heads
 * @param imageRate learning rate of the image backbone
 * @param textRate learning rate of the text encoder
 * @param weightDecay decoupled weight decay, not for biases and normalisations
 * @param beta1 Adam: share of the old mean
 * @param beta2 Adam: share of the old variance
 * @param epsilon Adam: added to the root of the variance
 * @param warmupEpochs epochs in which the rates rise from zero
 * @param cosine let the rates fall along a cosine; otherwise in steps
 * @param finalRate share of the rates that is left at the end of the cosine
 * @param stepEpochs steps: the rates fall at the last of every so many epochs
 * @param stepFactor steps: what the rates are multiplied by
 * @param clipNorm largest norm of all gradients together; 0 leaves them alone. The published code
 *     clips before backward, which does nothing
 * @param averageDecay decay of the weight average that is evaluated and kept; 0 keeps the last
 *     weights
 * @param frozenTextLayers lower transformer layers that are not trained, their states computed once
 * @param frozenNorms batch normalisations use fixed statistics (a fifth of the time, a third of the
 *     memory); otherwise those of the batch
 * @param normImages training images whose statistics the normalisations take over at the beginning;
 *     0 keeps those of the start weights
 * @param gruDropout dropout of the GRU, the same mask for all steps
 * @param dropout dropout of the transformer
 * @param dropConnect share of samples that skip the last residual block
 * @param tripletWeight weight of the hardest-negative triplet
 * @param tripletFromEpoch first epoch of the triplet; from the first step it makes all features
 *     equal
 * @param tripletMargin margin of the triplet
 * @param tripletSum sum the triplet over the batch (published); otherwise mean
 * @param batchWeight weight of InfoNCE among the pairs of the batch, with a learned temperature
 * @param labelSmoothing share of the target spread evenly over the batch
 * @param softTargets share of the target given by the captions' similarity in the starting sentence
 *     encoder
 * @param softTemperature temperature of that similarity
 * @param teacherWeight weight of keeping the captions' similarities as the starting sentence
 *     encoder has them
 * @param momentumWeight weight of momentum contrast with the two queues, each way; 0 goes without
 *     key encoders
 * @param queueSize keys each queue holds
 * @param queueFromEpoch first epoch in which a full queue counts; it fills in the epoch before
 * @param queueStartsRandom begin with random keys that count at once (published); otherwise empty
 * @param queueTemperature temperature of momentum contrast
 * @param keyMomentum share of the old key encoder in an update
 * @param pairAllKeys key encoders follow all parameters; the published code leaves 90 % of the
 *     image key encoder random for ever
 * @param conceptWeight weight of the concept loss, each side
 * @param conceptFromEpoch first epoch of step two, which adds the concept loss
 * @param conceptPrior concept heads begin at how often each concept occurs (Lin et al., ICCV 2017,
 *     section 3.3); otherwise at one half, and the first steps of step two undo what was learned
 * @param ownConceptLabels an image is given its own concept label; the published lookup by position
 *     of a reshuffled split gives nearly all images another's
 * @param maskShared pairs that show the same image or share a caption are no negatives; the
 *     published code takes them for negatives
 * @param vocabularyFromTrainOnly build the vocabulary from training captions alone; the published
 *     one also counts the test captions
 * @param publishedAugmentation resize to 278 of 256, rotate by 0 to 90 degrees, crop; otherwise
 *     what follows
 * @param orientations one of the eight orientations
 * @param cropFrom smallest side of a random crop, as a share of the image
 * @param brightness largest change of brightness, as a share
 * @param contrast largest change of contrast, as a share
 * @param greyscale share of images shown in grey, as many archives are
 * @param patience epochs without a better validation before the run ends; 0 never ends early
 * @param checkpointMinutes minutes between checkpoints
 * @param checkpointSteps steps between checkpoints; 0 goes by minutes alone
 */
public record TrainingConfig(
    int epochs,
    int batchSize,
    boolean allCaptions,
    boolean adamW,
    double headRate,
    double imageRate,
    double textRate,
    double weightDecay,
    double beta1,
    double beta2,
    double epsilon,
    double warmupEpochs,
    boolean cosine,
    double finalRate,
    int stepEpochs,
    double stepFactor,
    double clipNorm,
    double averageDecay,
    int frozenTextLayers,
    boolean frozenNorms,
    int normImages,
    float gruDropout,
    float dropout,
    float dropConnect,
    double tripletWeight,
    int tripletFromEpoch,
    double tripletMargin,
    boolean tripletSum,
    double batchWeight,
    double labelSmoothing,
    double softTargets,
    double softTemperature,
    double teacherWeight,
    double momentumWeight,
    int queueSize,
    int queueFromEpoch,
    boolean queueStartsRandom,
    double queueTemperature,
    double keyMomentum,
    boolean pairAllKeys,
    double conceptWeight,
    int conceptFromEpoch,
    boolean conceptPrior,
    boolean ownConceptLabels,
    boolean maskShared,
    boolean vocabularyFromTrainOnly,
    boolean publishedAugmentation,
    boolean orientations,
    double cropFrom,
    double brightness,
    double contrast,
    double greyscale,
    int patience,
    double checkpointMinutes,
    int checkpointSteps) {
  private static final Gson GSON = new Gson();

  /**
   * @throws EngineException if a value is outside what is possible
   */
  public TrainingConfig {
    require(epochs >= 1, "epochs", "at least 1");
    require(batchSize >= 2, "batchSize", "at least 2");
    require(headRate >= 0 && imageRate >= 0 && textRate >= 0, "headRate", "zero or more");
    require(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1, "beta1", "in 0..1");
    require(averageDecay >= 0 && averageDecay < 1, "averageDecay", "in 0..1");
    require(keyMomentum >= 0 && keyMomentum <= 1, "keyMomentum", "in 0..1");
    require(frozenTextLayers >= 0 && frozenTextLayers <= 6, "frozenTextLayers", "in 0..6");
    require(normImages >= 0, "normImages", "zero or more");
    require(gruDropout >= 0 && gruDropout < 1, "gruDropout", "in 0..1");
    require(dropout >= 0 && dropout < 1, "dropout", "in 0..1");
    require(dropConnect >= 0 && dropConnect < 1, "dropConnect", "in 0..1");
    require(cropFrom > 0 && cropFrom <= 1, "cropFrom", "in 0..1");
    require(queueTemperature > 0 && softTemperature > 0, "queueTemperature", "above 0");
    require(labelSmoothing + softTargets < 1, "softTargets", "below 1 with labelSmoothing");
    require(stepEpochs >= 1, "stepEpochs", "at least 1");
    require(
        momentumWeight == 0 || (queueSize >= 1 && queueSize % batchSize == 0),
        "batchSize",
        "a divisor of queueSize (" + queueSize + "), for example " + divisor(queueSize, batchSize));
    require(
        tripletWeight > 0 || batchWeight > 0 || momentumWeight > 0,
        "batchWeight",
        "above 0 where no other loss pulls pairs together");
  }

  private static void require(boolean holds, String name, String what) {
    if (!holds) {
      throw new EngineException("The training setting '" + name + "' must be " + what + ".");
    }
  }

  /** The largest batch up to a size that the queue allows. */
  int divisor(int wanted) {
    return momentumWeight == 0 ? Math.max(2, wanted) : divisor(queueSize, wanted);
  }

  private static int divisor(int queue, int wanted) {
    int divisor = Math.max(2, wanted);
    while (divisor > 2 && queue % divisor != 0) {
      divisor--;
    }
    return divisor;
  }

  /** As published: RSICD, batch 100, Adam, 40 epochs, the concept loss after eleven of them. */
  public static TrainingConfig reference() {
    return new TrainingConfig(
        40, 100, true, false, 2e-4, 2e-4, 2e-4, 0, 0.9, 0.999, 1e-8, 0, false, 0, 10, 0.5, 0, 0, 0,
        false, 0, 0.25f, 0f, 0f, 1, 1, 0.2, true, 0, 0, 0, 0.05, 0, 10, 8000, 1, true, 0.07, 0.999,
        false, 10, 12, false, false, false, false, true, false, 1, 0, 0, 0, 0, 5, 0);
  }

  /** The mended training, as measured on RSICD. */
  public static TrainingConfig defaults() {
    return new TrainingConfig(
        10, 64, false, true, 5e-4, 2e-4, 5e-5, 0.02, 0.9, 0.98, 1e-8, 0.5, true, 0.02, 10, 0.5, 2,
        0.995, 3, true, 512, 0f, 0.1f, 0.1f, 0.2, 4, 0.2, false, 1, 0.05, 0.3, 0.05, 0.5, 0.25,
        8000, 4, false, 0.07, 0.99, true, 5, 3, true, true, true, true, false, true, 0.8, 0.2, 0.2,
        0.1, 4, 5, 0);
  }

  /** A sentence for each setting, by its name. */
  public static Map<String, String> sentences() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("epochs", "passes over the training images");
    all.put("batchSize", "pairs of a step; must divide the queue where one is used");
    all.put(
        "allCaptions",
        "every caption of an image is a sample of its own (published); otherwise an epoch draws one caption an image");
    all.put("adamW", "decay weights apart from the gradient (AdamW); otherwise plain Adam");
    all.put("headRate", "learning rate of pooling, projections and concept heads");
    all.put("imageRate", "learning rate of the image backbone");
    all.put("textRate", "learning rate of the text encoder");
    all.put("weightDecay", "decoupled weight decay, not for biases and normalisations");
    all.put("beta1", "Adam: share of the old mean");
    all.put("beta2", "Adam: share of the old variance");
    all.put("epsilon", "Adam: added to the root of the variance");
    all.put("warmupEpochs", "epochs in which the rates rise from zero");
    all.put("cosine", "let the rates fall along a cosine; otherwise in steps");
    all.put("finalRate", "share of the rates that is left at the end of the cosine");
    all.put("stepEpochs", "steps: the rates fall at the last of every so many epochs");
    all.put("stepFactor", "steps: what the rates are multiplied by");
    all.put(
        "clipNorm",
        "largest norm of all gradients together; 0 leaves them alone. The published code clips before backward, which does nothing");
    all.put(
        "averageDecay",
        "decay of the weight average that is evaluated and kept; 0 keeps the last weights");
    all.put(
        "frozenTextLayers",
        "lower transformer layers that are not trained, their states computed once");
    all.put(
        "frozenNorms",
        "batch normalisations use fixed statistics (a fifth of the time, a third of the memory); otherwise those of the batch");
    all.put(
        "normImages",
        "training images whose statistics the normalisations take over at the beginning; 0 keeps those of the start weights");
    all.put("gruDropout", "dropout of the GRU, the same mask for all steps");
    all.put("dropout", "dropout of the transformer");
    all.put("dropConnect", "share of samples that skip the last residual block");
    all.put("tripletWeight", "weight of the hardest-negative triplet");
    all.put(
        "tripletFromEpoch",
        "first epoch of the triplet; from the first step it makes all features equal");
    all.put("tripletMargin", "margin of the triplet");
    all.put("tripletSum", "sum the triplet over the batch (published); otherwise mean");
    all.put(
        "batchWeight",
        "weight of InfoNCE among the pairs of the batch, with a learned temperature");
    all.put("labelSmoothing", "share of the target spread evenly over the batch");
    all.put(
        "softTargets",
        "share of the target given by the captions' similarity in the starting sentence encoder");
    all.put("softTemperature", "temperature of that similarity");
    all.put(
        "teacherWeight",
        "weight of keeping the captions' similarities as the starting sentence encoder has them");
    all.put(
        "momentumWeight",
        "weight of momentum contrast with the two queues, each way; 0 goes without key encoders");
    all.put("queueSize", "keys each queue holds");
    all.put(
        "queueFromEpoch", "first epoch in which a full queue counts; it fills in the epoch before");
    all.put(
        "queueStartsRandom",
        "begin with random keys that count at once (published); otherwise empty");
    all.put("queueTemperature", "temperature of momentum contrast");
    all.put("keyMomentum", "share of the old key encoder in an update");
    all.put(
        "pairAllKeys",
        "key encoders follow all parameters; the published code leaves 90 % of the image key encoder random for ever");
    all.put("conceptWeight", "weight of the concept loss, each side");
    all.put("conceptFromEpoch", "first epoch of step two, which adds the concept loss");
    all.put(
        "conceptPrior",
        "concept heads begin at how often each concept occurs; otherwise at one half, and the first steps of step two undo what was learned");
    all.put(
        "ownConceptLabels",
        "an image is given its own concept label; the published lookup by position of a reshuffled split gives nearly all images another's");
    all.put(
        "maskShared",
        "pairs that show the same image or share a caption are no negatives; the published code takes them for negatives");
    all.put(
        "vocabularyFromTrainOnly",
        "build the vocabulary from training captions alone; the published one also counts the test captions");
    all.put(
        "publishedAugmentation",
        "resize to 278 of 256, rotate by 0 to 90 degrees, crop; otherwise what follows");
    all.put("orientations", "one of the eight orientations");
    all.put("cropFrom", "smallest side of a random crop, as a share of the image");
    all.put("brightness", "largest change of brightness, as a share");
    all.put("contrast", "largest change of contrast, as a share");
    all.put("greyscale", "share of images shown in grey, as many archives are");
    all.put(
        "patience", "epochs without a better validation before the run ends; 0 never ends early");
    all.put("checkpointMinutes", "minutes between checkpoints");
    all.put("checkpointSteps", "steps between checkpoints; 0 goes by minutes alone");
    return all;
  }

  /** Whether there is a setting of this name. */
  public static boolean knows(String name) {
    return sentences().containsKey(name);
  }

  /**
   * The same settings with one changed.
   *
   * @throws EngineException if there is no such setting or the value does not fit
   */
  public TrainingConfig with(String name, String value) {
    return with(Map.of(name, value));
  }

  /**
   * The same settings with some changed, all at once.
   *
   * @throws EngineException if there is no such setting or the values do not fit
   */
  public TrainingConfig with(Map<String, String> changes) {
    return SettingValue.with(GSON, this, TrainingConfig.class, changes);
  }

  /**
   * Settings from JSON; missing ones are refused.
   *
   * @throws EngineException if it describes no possible training
   */
  public static TrainingConfig fromJson(JsonElement json) {
    return SettingValue.unwrapped(() -> GSON.fromJson(json, TrainingConfig.class));
  }

  /** The settings as JSON. */
  public JsonElement toJson() {
    return GSON.toJsonTree(this);
  }
}
