package org.kamcl.engine.training.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import org.kamcl.engine.training.config.FormerSettingNames;

/** Turns what format 1 of run folders holds into the current format. */
final class FormatOneReader {
  private static final Map<String, String> LOSSES =
      Map.of(
          "batch", "infoNce",
          "teacher", "distillation",
          "contrast", "momentumContrast",
          "concepts", "concept");

  private FormatOneReader() {}

  /** The description of a run in the current format. Settings are upgraded where they are read. */
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

  /** An event in the current format; events carry no version, but their former keys are unique. */
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
