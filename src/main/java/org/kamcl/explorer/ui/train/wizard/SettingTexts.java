package org.kamcl.explorer.ui.train.wizard;

import java.util.Map;
import java.util.Optional;
import org.kamcl.explorer.domain.TrainingSetting;
import org.kamcl.explorer.ui.text.Messages;

/** Sentences about settings and names of their groups. */
final class SettingTexts {
  private static final Map<String, String> GROUPS =
      Map.of(
          "schedule", "wizard.group.schedule",
          "sampling", "wizard.group.sampling",
          "optimizer", "wizard.group.optimizer",
          "encoders", "wizard.group.encoders",
          "contrastive", "wizard.group.contrastive",
          "momentum", "wizard.group.momentum",
          "knowledge", "wizard.group.knowledge",
          "augmentation", "wizard.group.augmentation",
          "checkpoints", "wizard.group.checkpoints",
          "network", "wizard.group.network");

  private SettingTexts() {}

  /** The sentence about a setting, with a capital letter and a period. */
  static String description(TrainingSetting setting, Messages messages) {
    String text = setting.description();
    if (text.isEmpty()) {
      return "";
    }
    String start = text.substring(0, 1).toUpperCase(messages.locale());
    return messages.text("wizard.setting.sentence", start + text.substring(1));
  }

  /** The name of a group. */
  static String group(String group, Messages messages) {
    return Optional.ofNullable(GROUPS.get(group)).map(messages::text).orElse(group);
  }
}
