package org.kamcl.engine.training.config;

import static org.kamcl.engine.training.config.SettingChecks.atLeast;
import static org.kamcl.engine.training.config.SettingChecks.between;
import static org.kamcl.engine.training.config.SettingChecks.check;

import java.util.Arrays;
import org.kamcl.error.KamclException;

/** What a batch is made of. */
public record SamplingSettings(
    @Setting("number of images in a step; must divide queueSize where a queue is used")
        int batchSize,
    @Setting(
            "whether each caption of an image is a sample of its own, as published; otherwise an epoch draws captions for each image")
        boolean allCaptions,
    @Setting(
            "number of captions of each image in a step; they share the InfoNCE target of the image")
        int captionsPerImage,
    @Setting(
            "number of images that go through the encoders at once, for batches that do not fit into memory (gradient caching; same gradients, about a third slower); 0 for the whole batch")
        int chunkSize,
    @Setting(
            "fraction of a batch whose images have similar captions according to the initial sentence encoder, so that they are hard negatives of each other")
        double hardBatchFraction,
    @Setting("first epoch with hard batches") int hardBatchStartEpoch,
    @Setting("probability that a word with synonyms is replaced by one of them")
        double synonymProbability,
    @Setting("file of synonyms, one comma-separated group per line; empty for the built-in list")
        String synonymFile,
    @Setting(
            "comma-separated image sizes in pixels, such as 128,160,192; each batch uses one of them; empty for the imageSize of the network, which validation always uses")
        String imageSizes) {
  /**
   * @throws KamclException if a value is out of range
   */
  public SamplingSettings {
    atLeast(batchSize, 2, "batchSize");
    check(
        captionsPerImage >= 1 && (captionsPerImage == 1 || !allCaptions),
        "captionsPerImage",
        SettingsError.ONE_IF_EVERY_CAPTION_IS_A_SAMPLE);
    check(
        hardBatchFraction >= 0
            && hardBatchFraction <= 1
            && (hardBatchFraction == 0 || !allCaptions),
        "hardBatchFraction",
        SettingsError.ZERO_IF_EVERY_CAPTION_IS_A_SAMPLE);
    check(chunkSize == 0 || chunkSize >= 2, "chunkSize", SettingsError.ZERO_OR_AT_LEAST, 2);
    between(synonymProbability, 0, 1, "synonymProbability");
    check(
        imageSizes.matches("(\\d{1,4}(,\\d{1,4})*)?") && areValid(parse(imageSizes)),
        "imageSizes",
        SettingsError.IMAGE_SIZES);
  }

  private static int[] parse(String list) {
    return list.isEmpty()
        ? new int[0]
        : Arrays.stream(list.split(",")).mapToInt(Integer::parseInt).toArray();
  }

  private static boolean areValid(int... sizes) {
    return Arrays.stream(sizes).allMatch(s -> s >= 32 && s <= 1024 && s % 32 == 0);
  }

  /** The image sizes of batches in pixels; empty for the size of the network alone. */
  public int[] sizes() {
    return parse(imageSizes);
  }
}
