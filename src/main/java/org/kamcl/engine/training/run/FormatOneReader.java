package org.kamcl.engine.training.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import org.kamcl.engine.training.config.FormerSettingNames;

/** Converts run folders of format 1 to the current format. */
final class FormatOneReader {
  private static final Map<String, String> LOSSES =
      Map.of(
          "batch", "infoNce",
          "teacher", "distillation",
          "contrast", "momentumContrast",
          "concepts", "concept");

  private FormatOneReader() {}

  /** Converts the description of a run. Its settings are converted when they are parsed. */
  static JsonObject spec(JsonObject spec) {
    JsonElement version = spec.get("formatVersion");
    if (version == null || version.getAsInt() != 1) {
      return spec;
    }
    JsonObject upgraded = spec.deepCopy();
    upgraded.addProperty("formatVersion", RunSpec.FORMAT_VERSION);
    JsonElement configuration = spec.get("configuration");
    if (configuration != null) {
      upgraded.addProperty(
          "configuration", FormerSettingNames.configuration(configuration.getAsString()));
    }
    return upgraded;
  }

  /** Converts an event. Events have no version, but their former keys are unique. */
  static JsonObject event(JsonObject event) {
    if (event.has("rate")) {
      event.add("learningRate", event.remove("rate"));
    }
    if (event.get("losses") instanceof JsonObject losses) {
      LOSSES.forEach(
          (former, current) -> {
            if (losses.has(former)) {
              losses.add(current, losses.remove(former));
            }
          });
    }
    return event;
  }
}
