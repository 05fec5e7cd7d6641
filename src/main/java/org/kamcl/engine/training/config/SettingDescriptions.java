package org.kamcl.engine.training.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** What the settings of a training mean, from the bundle {@code settings}. */
public final class SettingDescriptions {
  private SettingDescriptions() {}

  /**
   * The description of each setting, without a period at its end, by its name and in the order of
   * the groups.
   *
   * @param language English if there are no descriptions in it
   */
  public static Map<String, String> of(Locale language) {
    // Without this control, the language of the machine would win over the English base bundle.
    ResourceBundle texts =
        ResourceBundle.getBundle(
            SettingDescriptions.class.getPackageName() + ".settings",
            language,
            SettingDescriptions.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    Map<String, String> all = new LinkedHashMap<>();
    TrainingConfig.groupNames().keySet().forEach(name -> all.put(name, texts.getString(name)));
    return all;
  }
}
