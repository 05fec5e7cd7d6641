package org.kamcl.explorer.ui.train.wizard;

import java.util.Arrays;
import java.util.List;
import org.kamcl.explorer.api.TrainingCorpora.StartModel;
import org.kamcl.explorer.domain.RunPlan;

/** Settings that can be chosen as a whole. */
enum Preset {
  /** A short training of a model at low learning rates. */
  QUICK(
      "fine-tune",
      12,
      "wizard.preset.quick",
      "wizard.preset.quick.text",
      "wizard.preset.quick.not"),
  /** Small networks above frozen encoders. */
  ADAPTER(
      "adapter",
      40,
      "wizard.preset.adapter",
      "wizard.preset.adapter.text",
      "wizard.preset.adapter.not"),
  /** The corrected training. */
  FULL("default", 40, "wizard.preset.full", "wizard.preset.full.text", "wizard.preset.full.text"),
  /** The training of the published code. */
  PUBLISHED(
      "published",
      40,
      "wizard.preset.published",
      "wizard.preset.published.text",
      "wizard.preset.published.not");

  private final String configuration;
  private final int mostEpochs;
  private final String key;
  private final String textKey;
  private final String unfitKey;

  Preset(String configuration, int mostEpochs, String key, String textKey, String unfitKey) {
    this.configuration = configuration;
    this.mostEpochs = mostEpochs;
    this.key = key;
    this.textKey = textKey;
    this.unfitKey = unfitKey;
  }

  /** The configuration, as in {@link RunPlan#configuration}. */
  String configuration() {
    return configuration;
  }

  /**
   * The most epochs that a person without experience should plan. The published training takes 40,
   * the longest of all known ones; the measured ones found their best weights in the 6th to the
   * 11th. A fine-tuning at a fifth of the learning rates takes 3; four times as many let it forget
   * what the model knew. More can be typed.
   */
  int mostEpochs() {
    return mostEpochs;
  }

  /** Message key of the name. */
  String key() {
    return key;
  }

  /**
   * Message key of a sentence about it.
   *
   * @param fits whether the initial weights allow it; if not, the sentence says why
   */
  String textKey(boolean fits) {
    return fits ? textKey : unfitKey;
  }

  /** The preset of a configuration. */
  static Preset of(String configuration) {
    return Arrays.stream(values())
        .filter(preset -> preset.configuration.equals(configuration))
        .findFirst()
        .orElse(FULL);
  }

  /** Whether a training can start from these weights with this preset. */
  boolean fits(String from, List<StartModel> models) {
    return switch (this) {
      case QUICK -> isUnpublished(from, models);
      case ADAPTER -> from.equals(RunPlan.PRETRAINED) || isUnpublished(from, models);
      case FULL -> true;
      case PUBLISHED -> !from.equals(RunPlan.PRETRAINED);
    };
  }

  private static boolean isUnpublished(String from, List<StartModel> models) {
    return models.stream().anyMatch(model -> model.name().equals(from) && !model.published());
  }

  /** The preset that is usual for these weights. */
  static Preset usual(String from, List<StartModel> models) {
    return QUICK.fits(from, models) ? QUICK : FULL;
  }
}
