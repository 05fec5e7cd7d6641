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
 * How a network is trained. Two presets: {@link #reference} is the published training with its
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
 * @param changes random changes of an image
 * @param checkpoints how often the state is written
 */
@JsonAdapter(TrainingConfigJson.class)
public record TrainingConfig(
    Schedule schedule,
    Sampling sampling,
    Optimizer optimizer,
    Encoders encoders,
    Contrastive contrastive,
    Momentum momentum,
    Knowledge knowledge,
    Changes changes,
    Checkpoints checkpoints) {
  private static final Gson GSON = new Gson();

  /** How long, and how the learning rates rise and fall. */
  public record Schedule(
      @Setting("passes over the training images") int epochs,
      @Setting("epochs in which the rates rise from zero") double warmupEpochs,
      @Setting("let the rates fall along a cosine; otherwise in steps") boolean cosine,
      @Setting("share of the rates that is left at the end of the cosine") double finalRate,
      @Setting("steps: the rates fall at the last of every so many epochs") int stepEpochs,
      @Setting("steps: what the rates are multiplied by") double stepFactor,
      @Setting("epochs without a better validation before the run ends; 0 never ends early")
          int patience) {
    /** Refuses what is impossible. */
    public Schedule {
      require(epochs >= 1, "epochs", "at least 1");
      require(stepEpochs >= 1, "stepEpochs", "at least 1");
    }
  }

  /** What a batch is made of. */
  public record Sampling(
      @Setting("pairs of a step; must divide the queue where one is used") int batchSize,
      @Setting(
              "every caption of an image is a sample of its own (published); otherwise an epoch draws one caption an image")
          boolean allCaptions,
      @Setting("captions of each image in a step: its InfoNCE target is shared among them")
          int captionsPerImage,
      @Setting(
              "images that go through the encoders at once, one more where a single one were left, for batches that do not fit the memory: equal gradients, a third more time; 0 for the whole batch")
          int chunk,
      @Setting(
              "share of a batch that shows one kind: images whose captions are alike in the starting sentence encoder")
          double classBatches,
      @Setting("first epoch of such batches") int classBatchesFromEpoch,
      @Setting("share of a caption's words with synonyms that are replaced by one of them")
          double synonyms,
      @Setting(
              "list of synonyms, a line for each group with commas between; empty for the one that comes with the program")
          String synonymFile,
      @Setting(
              "sides in pixels, such as 128,160,192: every batch shows its images at one of them, so that the pooling learns all lengths; empty for the network's imageSize alone, which validation keeps")
          String imageSizes) {
    /** Refuses what is impossible. */
    public Sampling {
      require(batchSize >= 2, "batchSize", "at least 2");
      require(
          captionsPerImage >= 1 && (captionsPerImage == 1 || !allCaptions),
          "captionsPerImage",
          "at least 1, and 1 where allCaptions makes every caption a sample");
      require(
          classBatches >= 0 && classBatches <= 1 && (classBatches == 0 || !allCaptions),
          "classBatches",
          "in 0..1, and 0 where allCaptions makes every caption a sample");
      require(chunk == 0 || chunk >= 2, "chunk", "0, or at least 2");
      require(synonyms >= 0 && synonyms <= 1, "synonyms", "in 0..1");
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
  public record Optimizer(
      @Setting("decay weights apart from the gradient (AdamW); otherwise plain Adam without decay")
          boolean adamW,
      @Setting("learning rate of pooling, projections and concept heads") double headRate,
      @Setting("learning rate of the image backbone") double imageRate,
      @Setting("learning rate of the text encoder") double textRate,
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
          double clipNorm,
      @Setting("decay of the weight average that is evaluated and kept; 0 keeps the last weights")
          double averageDecay) {
    /** Refuses what is impossible. */
    public Optimizer {
      require(headRate >= 0 && imageRate >= 0 && textRate >= 0, "headRate", "zero or more");
      require(
          imageLayerDecay > 0 && imageLayerDecay <= 1 && textLayerDecay > 0 && textLayerDecay <= 1,
          "imageLayerDecay",
          "(as textLayerDecay) above 0 and at most 1");
      require(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1, "beta1", "in 0..1");
      require(averageDecay >= 0 && averageDecay < 1, "averageDecay", "in 0..1");
    }
  }

  /** What of the encoders is held fast, and what is left out at random. */
  public record Encoders(
      @Setting("lower transformer layers that are not trained, their states computed once")
          int frozenTextLayers,
      @Setting(
              "batch normalisations use fixed statistics (a fifth of the time, a third of the memory); otherwise those of the batch")
          boolean frozenNorms,
      @Setting(
              "training images whose statistics the normalisations take over at the beginning; 0 keeps those of the start weights")
          int normImages,
      @Setting("dropout of the GRU, the same mask for all steps") float gruDropout,
      @Setting("dropout of the transformer") float dropout,
      @Setting("share of samples that skip the last residual block") float dropConnect) {
    /** Refuses what is impossible. */
    public Encoders {
      require(frozenTextLayers >= 0 && frozenTextLayers <= 6, "frozenTextLayers", "in 0..6");
      require(normImages >= 0, "normImages", "zero or more");
      require(gruDropout >= 0 && gruDropout < 1, "gruDropout", "in 0..1");
      require(dropout >= 0 && dropout < 1, "dropout", "in 0..1");
      require(dropConnect >= 0 && dropConnect < 1, "dropConnect", "in 0..1");
    }
  }

  /** The losses among the pairs of a batch. */
  public record Contrastive(
      @Setting("weight of InfoNCE among the pairs of the batch, with a learned temperature")
          double batchWeight,
      @Setting("share of the target spread evenly over the batch") double labelSmoothing,
      @Setting(
              "share of the target given by the captions' similarity in the starting sentence encoder")
          double softTargets,
      @Setting("temperature of that similarity") double softTemperature,
      @Setting(
              "weight of keeping the captions' similarities as the starting sentence encoder has them")
          double teacherWeight,
      @Setting(
              "pairs that show the same image or share a caption are no negatives; the published code takes them for negatives")
          boolean maskShared,
      @Setting("weight of the hardest-negative triplet") double tripletWeight,
      @Setting("first epoch of the triplet; from the first step it makes all features equal")
          int tripletFromEpoch,
      @Setting("margin of the triplet") double tripletMargin,
      @Setting("sum the triplet over the batch (published); otherwise mean") boolean tripletSum) {
    /** Refuses what is impossible. */
    public Contrastive {
      require(softTemperature > 0, "softTemperature", "above 0");
      require(labelSmoothing + softTargets < 1, "softTargets", "below 1 with labelSmoothing");
    }
  }

  /** Momentum contrast with two queues of keys. */
  public record Momentum(
      @Setting(
              "weight of momentum contrast with the two queues, each way; 0 goes without key encoders")
          double momentumWeight,
      @Setting("keys each queue holds") int queueSize,
      @Setting("first epoch in which a full queue counts; it fills in the epoch before")
          int queueFromEpoch,
      @Setting("begin with random keys that count at once (published); otherwise empty")
          boolean queueStartsRandom,
      @Setting("temperature of momentum contrast") double queueTemperature,
      @Setting("share of the old key encoder in an update") double keyMomentum,
      @Setting(
              "key encoders follow all parameters; the published code leaves 90 % of the image key encoder random for ever")
          boolean pairAllKeys) {
    /** Refuses what is impossible. */
    public Momentum {
      require(keyMomentum >= 0 && keyMomentum <= 1, "keyMomentum", "in 0..1");
      require(queueTemperature > 0, "queueTemperature", "above 0");
    }
  }

  /** The concepts and their loss. */
  public record Knowledge(
      @Setting("weight of the concept loss, each side") double conceptWeight,
      @Setting("first epoch of step two, which adds the concept loss") int conceptFromEpoch,
      @Setting(
              "concept heads begin at how often each concept occurs; otherwise at one half, and the first steps of step two undo what was learned")
          boolean conceptPrior,
      @Setting(
              "an image is given its own concept label; the published lookup by position of a reshuffled split gives nearly all images another's")
          boolean ownConceptLabels,
      @Setting(
              "build the vocabulary from training captions alone; the published one also counts the test captions")
          boolean vocabularyFromTrainOnly) {}

  /** The random changes of a training image. */
  public record Changes(
      @Setting("resize to 278 of 256, rotate by 0 to 90 degrees, crop; otherwise what follows")
          boolean publishedAugmentation,
      @Setting("one of the eight orientations") boolean orientations,
      @Setting("smallest side of a random crop, as a share of the image") double cropFrom,
      @Setting("largest change of brightness, as a share") double brightness,
      @Setting("largest change of contrast, as a share") double contrast,
      @Setting("share of images shown in grey, as many archives are") double greyscale,
      @Setting("largest change of a random crop's aspect ratio, as a natural logarithm")
          double cropAspect,
      @Setting("largest change of saturation, as a share") double saturation,
      @Setting("largest turn of the hues, in degrees") double hue,
      @Setting("share of images shown with fewer pixels, as from another ground resolution")
          double coarse,
      @Setting("smallest side of those, as a share of what the network sees") double coarseFrom,
      @Setting("share of images that are blurred") double blur,
      @Setting("share of images of which a rectangle of 2 to 20 % is covered") double erase) {
    /** Refuses what is impossible. */
    public Changes {
      require(cropFrom > 0 && cropFrom <= 1, "cropFrom", "in 0..1");
      require(cropAspect >= 0 && cropAspect <= 1, "cropAspect", "in 0..1");
      require(saturation >= 0 && saturation <= 1, "saturation", "in 0..1");
      require(hue >= 0 && hue <= 180, "hue", "in 0..180");
      require(coarseFrom > 0 && coarseFrom <= 1, "coarseFrom", "in 0..1");
    }
  }

  /** How often the state is written down. */
  public record Checkpoints(
      @Setting("minutes between checkpoints") double checkpointMinutes,
      @Setting("steps between checkpoints; 0 goes by minutes alone") int checkpointSteps) {}

  /**
   * @throws EngineException if the groups do not fit each other
   */
  public TrainingConfig {
    int queue = momentum.queueSize;
    int batch = sampling.batchSize;
    require(
        momentum.momentumWeight == 0 || (queue >= 1 && queue % batch == 0),
        "batchSize",
        "a divisor of queueSize (" + queue + "), for example " + divisor(queue, batch));
    require(
        sampling.chunk == 0 || encoders.frozenNorms,
        "chunk",
        "0 where frozenNorms is off: the statistics of a chunk are not those of the batch");
    require(
        contrastive.tripletWeight > 0 || contrastive.batchWeight > 0 || momentum.momentumWeight > 0,
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
    return momentum.momentumWeight == 0 ? Math.max(2, wanted) : divisor(momentum.queueSize, wanted);
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
        new Schedule(40, 0, false, 0, 10, 0.5, 0),
        new Sampling(100, true, 1, 0, 0, 1, 0, "", ""),
        new Optimizer(false, 2e-4, 2e-4, 2e-4, 1, 1, 0, 0.9, 0.999, 1e-8, 0, 0),
        new Encoders(0, false, 0, 0.25f, 0f, 0f),
        new Contrastive(0, 0, 0, 0.05, 0, false, 1, 1, 0.2, true),
        new Momentum(10, 8000, 1, true, 0.07, 0.999, false),
        new Knowledge(10, 12, false, false, false),
        new Changes(true, false, 1, 0, 0, 0, 0, 0, 0, 0, 0.4, 0, 0),
        new Checkpoints(5, 0));
  }

  /** The mended training, as measured on RSICD. */
  public static TrainingConfig defaults() {
    return new TrainingConfig(
        new Schedule(10, 0.5, true, 0.02, 10, 0.5, 4),
        new Sampling(64, false, 1, 0, 0, 1, 0, "", ""),
        new Optimizer(true, 5e-4, 2e-4, 5e-5, 1, 1, 0.02, 0.9, 0.98, 1e-8, 2, 0.995),
        new Encoders(3, true, 512, 0f, 0.1f, 0.1f),
        new Contrastive(1, 0.05, 0.3, 0.05, 0.5, true, 0.2, 4, 0.2, false),
        new Momentum(0.25, 8000, 4, false, 0.07, 0.99, true),
        new Knowledge(5, 3, true, true, true),
        new Changes(false, true, 0.8, 0.2, 0.2, 0.1, 0, 0, 0, 0, 0.4, 0, 0),
        new Checkpoints(5, 0));
  }

  /**
   * A short second training of a model with the settings of {@link #defaults}: low rates, all parts
   * of the loss from the first step, the queues as soon as they are full. Statistics stay as they
   * are, because the weights have been fitted to them.
   */
  public static TrainingConfig tail() {
    return defaults()
        .with(
            Map.of(
                "epochs", "3",
                "warmupEpochs", "0.1",
                "headRate", "1e-4",
                "imageRate", "4e-5",
                "textRate", "1e-5",
                "normImages", "0",
                "conceptFromEpoch", "1",
                "tripletFromEpoch", "1",
                "queueFromEpoch", "1"));
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
        changes,
        checkpoints);
  }

  /** A sentence for each setting, by its name. */
  public static Map<String, String> sentences() {
    Map<String, String> all = new LinkedHashMap<>();
    for (RecordComponent group : TrainingConfig.class.getRecordComponents()) {
      for (RecordComponent setting : group.getType().getRecordComponents()) {
        all.put(setting.getName(), setting.getAnnotation(Setting.class).value());
      }
    }
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
   * Settings from JSON; those that are missing are as in {@link #reference}, which has none of what
   * came later.
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
