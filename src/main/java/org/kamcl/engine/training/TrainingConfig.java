package org.kamcl.engine.training;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.annotations.JsonAdapter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.EngineException;

/**
 * How a network is trained. Two presets: {@link #published} is the published training with its
 * accidents, {@link #defaults} mends them; each accident is a switch of its own. The settings stand
 * in groups here, and side by side by their names in files and on the command line.
 *
 * @param schedule how long, and how the rates rise and fall
 * @param sampling what a batch is made of
 * @param optimizer how a gradient becomes a change
 * @param encoders what is held fast or left out
 * @param contrastive losses among the pairs of a batch
 * @param momentum momentum contrast with queues
 * @param knowledge concepts
 * @param augmentation random changes of an image
 * @param checkpoints how often the state is written
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

  /** How long, and how the learning rates rise and fall. */
  public record ScheduleSettings(
      @Setting("passes over the training images") int epochs,
      @Setting("epochs in which the rates rise from zero") double warmupEpochs,
      @Setting("let the rates fall along a cosine; otherwise in steps") boolean cosineSchedule,
      @Setting("share of the rates that is left at the end of the cosine")
          double minLearningRateFactor,
      @Setting("steps: the rates fall at the last of every so many epochs") int decayEpochs,
      @Setting("steps: what the rates are multiplied by") double decayRate,
      @Setting("epochs without a better validation before the run ends; 0 never ends early")
          int patience) {
    /** Refuses what is impossible. */
    public ScheduleSettings {
      require(epochs >= 1, "epochs", "at least 1");
      require(decayEpochs >= 1, "decayEpochs", "at least 1");
    }
  }

  /** What a batch is made of. */
  public record SamplingSettings(
      @Setting("pairs of a step; must divide the queue where one is used") int batchSize,
      @Setting(
              "every caption of an image is a sample of its own (published); otherwise an epoch draws one caption an image")
          boolean allCaptions,
      @Setting("captions of each image in a step: its InfoNCE target is shared among them")
          int captionsPerImage,
      @Setting(
              "images that go through the encoders at once, one more where a single one were left, for batches that do not fit the memory: equal gradients, a third more time; 0 for the whole batch")
          int chunkSize,
      @Setting(
              "share of a batch that shows one kind: images whose captions are alike in the starting sentence encoder")
          double hardBatchFraction,
      @Setting("first epoch of such batches") int hardBatchStartEpoch,
      @Setting("share of a caption's words with synonyms that are replaced by one of them")
          double synonymProbability,
      @Setting(
              "list of synonyms, a line for each group with commas between; empty for the one that comes with the program")
          String synonymFile,
      @Setting(
              "sides in pixels, such as 128,160,192: every batch shows its images at one of them, so that the pooling learns all lengths; empty for the network's imageSize alone, which validation keeps")
          String imageSizes) {
    /** Refuses what is impossible. */
    public SamplingSettings {
      require(batchSize >= 2, "batchSize", "at least 2");
      require(
          captionsPerImage >= 1 && (captionsPerImage == 1 || !allCaptions),
          "captionsPerImage",
          "at least 1, and 1 where allCaptions makes every caption a sample");
      require(
          hardBatchFraction >= 0
              && hardBatchFraction <= 1
              && (hardBatchFraction == 0 || !allCaptions),
          "hardBatchFraction",
          "in 0..1, and 0 where allCaptions makes every caption a sample");
      require(chunkSize == 0 || chunkSize >= 2, "chunkSize", "0, or at least 2");
      require(synonymProbability >= 0 && synonymProbability <= 1, "synonymProbability", "in 0..1");
      require(
          imageSizes.matches("(\\d{1,4}(,\\d{1,4})*)?") && possible(sizes(imageSizes)),
          "imageSizes",
          "multiples of 32 up to 1024 with commas between, or empty");
    }

    private static int[] sizes(String list) {
      return list.isEmpty()
          ? new int[0]
          : Arrays.stream(list.split(",")).mapToInt(Integer::parseInt).toArray();
    }

    private static boolean possible(int... sizes) {
      return Arrays.stream(sizes).allMatch(s -> s >= 32 && s <= 1024 && s % 32 == 0);
    }

    /** The sides that batches are shown at; empty for the network's own alone. */
    int[] sizes() {
      return sizes(imageSizes);
    }
  }

  /** How a gradient becomes a change of the weights. */
  public record OptimizerSettings(
      @Setting("decay weights apart from the gradient (AdamW); otherwise plain Adam without decay")
          boolean adamW,
      @Setting("learning rate of pooling, projections and concept heads") double headLearningRate,
      @Setting("learning rate of the image backbone") double imageLearningRate,
      @Setting("learning rate of the text encoder") double textLearningRate,
      @Setting("what the rate of an image layer is multiplied by for each layer above it")
          double imageLayerDecay,
      @Setting("what the rate of a text layer is multiplied by for each layer above it")
          double textLayerDecay,
      @Setting("decoupled weight decay, not for biases and normalisations") double weightDecay,
      @Setting("Adam: share of the old mean") double beta1,
      @Setting("Adam: share of the old variance") double beta2,
      @Setting("Adam: added to the root of the variance") double epsilon,
      @Setting(
              "largest norm of all gradients together; 0 leaves them alone. The published code clips before backward, which does nothing")
          double gradientClipNorm,
      @Setting("decay of the weight average that is evaluated and kept; 0 keeps the last weights")
          double emaDecay) {
    /** Refuses what is impossible. */
    public OptimizerSettings {
      require(
          headLearningRate >= 0 && imageLearningRate >= 0 && textLearningRate >= 0,
          "headLearningRate",
          "zero or more");
      require(
          imageLayerDecay > 0 && imageLayerDecay <= 1 && textLayerDecay > 0 && textLayerDecay <= 1,
          "imageLayerDecay",
          "(as textLayerDecay) above 0 and at most 1");
      require(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1, "beta1", "in 0..1");
      require(emaDecay >= 0 && emaDecay < 1, "emaDecay", "in 0..1");
    }
  }

  /** What of the encoders is held fast, and what is left out at random. */
  public record EncoderSettings(
      @Setting("lower transformer layers that are not trained, their states computed once")
          int frozenTextLayers,
      @Setting(
              "batch normalisations use fixed statistics (a fifth of the time, a third of the memory); otherwise those of the batch")
          boolean frozenBatchNorm,
      @Setting(
              "training images whose statistics the normalisations take over at the beginning; 0 keeps those of the start weights")
          int batchNormAdaptationImages,
      @Setting("dropout of the GRU, the same mask for all steps") float gruDropout,
      @Setting("dropout of the transformer") float textDropout,
      @Setting("share of samples that skip the last residual block") float dropPathRate) {
    /** Refuses what is impossible. */
    public EncoderSettings {
      require(frozenTextLayers >= 0 && frozenTextLayers <= 6, "frozenTextLayers", "in 0..6");
      require(batchNormAdaptationImages >= 0, "batchNormAdaptationImages", "zero or more");
      require(gruDropout >= 0 && gruDropout < 1, "gruDropout", "in 0..1");
      require(textDropout >= 0 && textDropout < 1, "textDropout", "in 0..1");
      require(dropPathRate >= 0 && dropPathRate < 1, "dropPathRate", "in 0..1");
    }
  }

  /** The losses among the pairs of a batch. */
  public record ContrastiveSettings(
      @Setting("weight of InfoNCE among the pairs of the batch, with a learned temperature")
          double infoNceWeight,
      @Setting("share of the target spread evenly over the batch") double labelSmoothing,
      @Setting(
              "share of the target given by the captions' similarity in the starting sentence encoder")
          double softTargetFraction,
      @Setting("temperature of that similarity") double teacherTemperature,
      @Setting(
              "weight of keeping the captions' similarities as the starting sentence encoder has them")
          double distillationWeight,
      @Setting(
              "pairs that show the same image or share a caption are no negatives; the published code takes them for negatives")
          boolean maskFalseNegatives,
      @Setting("weight of the hardest-negative triplet") double tripletWeight,
      @Setting("first epoch of the triplet; from the first step it makes all features equal")
          int tripletStartEpoch,
      @Setting("margin of the triplet") double tripletMargin,
      @Setting("sum the triplet over the batch (published); otherwise mean") boolean tripletSum) {
    /** Refuses what is impossible. */
    public ContrastiveSettings {
      require(teacherTemperature > 0, "teacherTemperature", "above 0");
      require(
          labelSmoothing + softTargetFraction < 1,
          "softTargetFraction",
          "below 1 with labelSmoothing");
    }
  }

  /** Momentum contrast with two queues of keys. */
  public record MomentumSettings(
      @Setting(
              "weight of momentum contrast with the two queues, each way; 0 goes without key encoders")
          double momentumContrastWeight,
      @Setting("keys each queue holds") int queueSize,
      @Setting("first epoch in which a full queue counts; it fills in the epoch before")
          int queueStartEpoch,
      @Setting("begin with random keys that count at once (published); otherwise empty")
          boolean randomQueueInit,
      @Setting("temperature of momentum contrast") double queueTemperature,
      @Setting("share of the old key encoder in an update") double keyEncoderMomentum,
      @Setting(
              "key encoders follow all parameters; the published code leaves 90 % of the image key encoder random for ever")
          boolean updateAllKeyParameters) {
    /** Refuses what is impossible. */
    public MomentumSettings {
      require(keyEncoderMomentum >= 0 && keyEncoderMomentum <= 1, "keyEncoderMomentum", "in 0..1");
      require(queueTemperature > 0, "queueTemperature", "above 0");
    }
  }

  /** The concepts and their loss. */
  public record KnowledgeSettings(
      @Setting("weight of the concept loss, each side") double conceptLossWeight,
      @Setting("first epoch of step two, which adds the concept loss") int conceptStartEpoch,
      @Setting(
              "concept heads begin at how often each concept occurs; otherwise at one half, and the first steps of step two undo what was learned")
          boolean conceptPriorInit,
      @Setting(
              "an image is given its own concept label; the published lookup by position of a reshuffled split gives nearly all images another's")
          boolean alignedConceptLabels,
      @Setting(
              "build the vocabulary from training captions alone; the published one also counts the test captions")
          boolean vocabularyFromTrainOnly) {}

  /** The random changes of a training image. */
  public record AugmentationSettings(
      @Setting("resize to 278 of 256, rotate by 0 to 90 degrees, crop; otherwise what follows")
          boolean publishedAugmentation,
      @Setting("one of the eight orientations") boolean randomOrientation,
      @Setting("smallest side of a random crop, as a share of the image") double minCropScale,
      @Setting("largest change of brightness, as a share") double brightness,
      @Setting("largest change of contrast, as a share") double contrast,
      @Setting("share of images shown in grey, as many archives are") double grayscaleProbability,
      @Setting("largest change of a random crop's aspect ratio, as a natural logarithm")
          double cropAspectRange,
      @Setting("largest change of saturation, as a share") double saturation,
      @Setting("largest turn of the hues, in degrees") double hue,
      @Setting("share of images shown with fewer pixels, as from another ground resolution")
          double downscaleProbability,
      @Setting("smallest side of those, as a share of what the network sees") double minDownscale,
      @Setting("share of images that are blurred") double blurProbability,
      @Setting("share of images of which a rectangle of 2 to 20 % is covered")
          double erasingProbability) {
    /** Refuses what is impossible. */
    public AugmentationSettings {
      require(minCropScale > 0 && minCropScale <= 1, "minCropScale", "in 0..1");
      require(cropAspectRange >= 0 && cropAspectRange <= 1, "cropAspectRange", "in 0..1");
      require(saturation >= 0 && saturation <= 1, "saturation", "in 0..1");
      require(hue >= 0 && hue <= 180, "hue", "in 0..180");
      require(minDownscale > 0 && minDownscale <= 1, "minDownscale", "in 0..1");
    }
  }

  /** How often the state is written down. */
  public record CheckpointSettings(
      @Setting("minutes between checkpoints") double checkpointMinutes,
      @Setting("steps between checkpoints; 0 goes by minutes alone") int checkpointSteps) {}

  /**
   * @throws EngineException if the groups do not fit each other
   */
  public TrainingConfig {
    int queue = momentum.queueSize;
    int batch = sampling.batchSize;
    require(
        momentum.momentumContrastWeight == 0 || (queue >= 1 && queue % batch == 0),
        "batchSize",
        "a divisor of queueSize (" + queue + "), for example " + largestBatchSize(queue, batch));
    require(
        sampling.chunkSize == 0 || encoders.frozenBatchNorm,
        "chunkSize",
        "0 where frozenNorms is off: the statistics of a chunk are not those of the batch");
    require(
        contrastive.tripletWeight > 0
            || contrastive.infoNceWeight > 0
            || momentum.momentumContrastWeight > 0,
        "infoNceWeight",
        "above 0 where no other loss pulls pairs together");
  }

  private static void require(boolean holds, String name, String what) {
    if (!holds) {
      throw new EngineException("The training setting '" + name + "' must be " + what + ".");
    }
  }

  /** The largest batch up to a size that the queue allows. */
  int largestBatchSize(int wanted) {
    return momentum.momentumContrastWeight == 0
        ? Math.max(2, wanted)
        : largestBatchSize(momentum.queueSize, wanted);
  }

  private static int largestBatchSize(int queue, int wanted) {
    int divisor = Math.max(2, wanted);
    while (divisor > 2 && queue % divisor != 0) {
      divisor--;
    }
    return divisor;
  }

  /** As published: RSICD, batch 100, Adam, 40 epochs, the concept loss after eleven of them. */
  public static TrainingConfig published() {
    return new TrainingConfig(
        new ScheduleSettings(40, 0, false, 0, 10, 0.5, 0),
        new SamplingSettings(100, true, 1, 0, 0, 1, 0, "", ""),
        new OptimizerSettings(false, 2e-4, 2e-4, 2e-4, 1, 1, 0, 0.9, 0.999, 1e-8, 0, 0),
        new EncoderSettings(0, false, 0, 0.25f, 0f, 0f),
        new ContrastiveSettings(0, 0, 0, 0.05, 0, false, 1, 1, 0.2, true),
        new MomentumSettings(10, 8000, 1, true, 0.07, 0.999, false),
        new KnowledgeSettings(10, 12, false, false, false),
        new AugmentationSettings(true, false, 1, 0, 0, 0, 0, 0, 0, 0, 0.4, 0, 0),
        new CheckpointSettings(5, 0));
  }

  /** The mended training, as measured on RSICD. */
  public static TrainingConfig defaults() {
    return new TrainingConfig(
        new ScheduleSettings(10, 0.5, true, 0.02, 10, 0.5, 4),
        new SamplingSettings(64, false, 1, 0, 0, 1, 0, "", ""),
        new OptimizerSettings(true, 5e-4, 2e-4, 5e-5, 1, 1, 0.02, 0.9, 0.98, 1e-8, 2, 0.995),
        new EncoderSettings(3, true, 512, 0f, 0.1f, 0.1f),
        new ContrastiveSettings(1, 0.05, 0.3, 0.05, 0.5, true, 0.2, 4, 0.2, false),
        new MomentumSettings(0.25, 8000, 4, false, 0.07, 0.99, true),
        new KnowledgeSettings(5, 3, true, true, true),
        new AugmentationSettings(false, true, 0.8, 0.2, 0.2, 0.1, 0, 0, 0, 0, 0.4, 0, 0),
        new CheckpointSettings(5, 0));
  }

  /**
   * A short second training of a model with the settings of {@link #defaults}: low rates, all parts
   * of the loss from the first step, the queues as soon as they are full. Statistics stay as they
   * are, because the weights have been fitted to them.
   */
  public static TrainingConfig fineTune() {
    return defaults()
        .with(
            Map.of(
                "epochs", "3",
                "warmupEpochs", "0.1",
                "headLearningRate", "1e-4",
                "imageLearningRate", "4e-5",
                "textLearningRate", "1e-5",
                "batchNormAdaptationImages", "0",
                "conceptStartEpoch", "1",
                "tripletStartEpoch", "1",
                "queueStartEpoch", "1"));
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

  /** A sentence for each setting, by its name. */
  public static Map<String, String> descriptions() {
    Map<String, String> all = new LinkedHashMap<>();
    for (RecordComponent group : TrainingConfig.class.getRecordComponents()) {
      for (RecordComponent setting : group.getType().getRecordComponents()) {
        all.put(setting.getName(), setting.getAnnotation(Setting.class).value());
      }
    }
    return all;
  }

  /** Whether there is a setting of this name. */
  public static boolean hasSetting(String name) {
    return descriptions().containsKey(name);
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
   * Settings from JSON; those that are missing are as in {@link #published}, which has none of what
   * came later.
   *
   * @throws EngineException if it describes no possible training
   */
  public static TrainingConfig fromJson(JsonElement json) {
    return SettingValue.unwrapErrors(() -> GSON.fromJson(json, TrainingConfig.class));
  }

  /** The settings as JSON. */
  public JsonElement toJson() {
    return GSON.toJsonTree(this);
  }
}
