package org.kamcl.explorer.captioning;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.explorer.domain.RunSummary;

/**
 * How each choice of images is fine-tuned: with the settings of the run, and batches that are not
 * larger than the choice.
 *
 * @param settings by name, those that differ from the preset
 * @param batch pairs in a batch
 * @param epochs number of epochs
 * @param allCaptions whether an epoch uses all captions of an image, and not one of them
 */
record FineTuning(Map<String, String> settings, int batch, int epochs, boolean allCaptions) {
  /** Forward and backward pass and the update of a pair, in forward passes of an image. */
  private static final int PASSES = 3;

  /** Memory of earlier pairs, in batches. */
  private static final int QUEUE = 10;

  /** What belongs to the machine or to files, and not to how the weights change. */
  private static final Set<String> LEFT_OUT =
      Set.of("checkpointMinutes", "checkpointSteps", "batchSize", "queueSize", "synonymFile");

  /**
   * Of a run.
   *
   * @param count number of images that are chosen
   */
  static FineTuning of(RunSummary run, int count) {
    TrainingConfig preset = TrainingConfig.fineTune();
    JsonObject values = preset.toJson().getAsJsonObject();
    Map<String, String> given = run.origin().settings();
    Map<String, String> changed = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          if (TrainingConfig.hasSetting(name)
              && !LEFT_OUT.contains(name)
              && values.has(name)
              && !values.get(name).getAsString().equals(value)) {
            changed.put(name, value);
          }
        });
    TrainingConfig config = preset.with(changed);
    int wanted =
        given.containsKey("batchSize")
            ? Integer.parseInt(given.get("batchSize"))
            : preset.sampling().batchSize();
    int batch = Math.max(1, Math.min(count, wanted));
    changed.put("batchSize", String.valueOf(batch));
    changed.put("queueSize", String.valueOf(QUEUE * batch));
    return new FineTuning(
        Map.copyOf(changed), batch, config.schedule().epochs(), config.sampling().allCaptions());
  }

  /**
   * Pairs of a fine-tuning.
   *
   * @param captions of an image in the mean
   */
  long pairs(int count, double captions) {
    double samples = allCaptions ? count * captions : count;
    return (long) Math.floor(samples / batch) * batch * epochs;
  }

  /** The work of training on some pairs, in forward passes of an image. */
  static long work(long pairs) {
    return PASSES * pairs;
  }

  /**
   * The work of a comparison, in forward passes of an image.
   *
   * @param images with captions on which it is measured
   * @param captioned images that count as captioned
   * @param captions of an image in the mean
   */
  long work(int images, int captioned, int count, double captions, int seeds) {
    int halves = images - images / 2;
    return images + captioned + 2L * seeds * (work(pairs(count, captions)) + halves);
  }

  /** The time of some work by the speed of a run, seconds; empty if that is not known. */
  static OptionalDouble seconds(RunSummary run, long work) {
    OptionalDouble speed = run.progress().pairsPerSecond();
    return speed.isPresent() && speed.getAsDouble() > 0
        ? OptionalDouble.of(work / (PASSES * speed.getAsDouble()))
        : OptionalDouble.empty();
  }
}
