package org.kamcl.engine.training.config;

import static org.kamcl.engine.training.config.SettingChecks.atLeast;
import static org.kamcl.engine.training.config.SettingChecks.between;
import static org.kamcl.engine.training.config.SettingChecks.check;

import java.util.Arrays;
import org.kamcl.error.KamclException;

/** What a batch is made of. */
public record SamplingSettings(
    int batchSize,
    boolean allCaptions,
    int captionsPerImage,
    int chunkSize,
    double hardBatchFraction,
    int hardBatchStartEpoch,
    double synonymProbability,
    String synonymFile,
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
