package org.kamcl.explorer.training;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.training.config.SettingDescriptions;
import org.kamcl.engine.training.config.SettingValue;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.engine.training.run.RunSpec;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.TrainingSetting;

/** The settings of training and network by name. */
final class RunSettings {
  private static final String PUBLISHED = "published";
  private static final String FINE_TUNE = "fine-tune";
  private static final String ADAPTER = "adapter";
  private static final String CONCEPTS = "concepts";
  private static final Gson GSON = new Gson();

  private RunSettings() {}

  /** The values of a configuration. */
  private static TrainingConfig training(String configuration) {
    return switch (configuration) {
      case PUBLISHED -> TrainingConfig.published();
      case FINE_TUNE -> TrainingConfig.fineTune();
      case ADAPTER -> TrainingConfig.adapter();
      case CONCEPTS -> TrainingConfig.conceptHeads();
      default -> TrainingConfig.defaults();
    };
  }

  static JsonElement toJson(NetworkConfig network) {
    return GSON.toJsonTree(network);
  }

  /**
   * The settings of the training with their values in a configuration, group by group.
   *
   * @param language of the descriptions
   */
  static List<TrainingSetting> of(String configuration, Locale language) {
    JsonObject values = training(configuration).toJson().getAsJsonObject();
    Map<String, String> groups = TrainingConfig.groupNames();
    List<TrainingSetting> all = new ArrayList<>();
    SettingDescriptions.of(language)
        .forEach(
            (name, description) ->
                all.add(
                    new TrainingSetting(
                        name,
                        groups.getOrDefault(name, ""),
                        description,
                        values.get(name).getAsString())));
    return all;
  }

  /**
   * What is wrong with changed settings: each on its own first, then all together, which counts for
   * the setting that the error names.
   */
  static Map<String, Problem> check(String configuration, Map<String, String> settings) {
    Map<String, Problem> problems = new LinkedHashMap<>();
    Map<String, String> changes = new LinkedHashMap<>();
    settings.forEach(
        (name, value) -> {
          if (TrainingConfig.hasSetting(name)) {
            changes.put(name, value);
          } else if (!SettingValue.names(GSON, NetworkConfig.defaults()).contains(name)) {
            problems.put(name, SettingValue.unknown(name).problem());
          } else {
            checkNetwork(name, value, problems);
          }
        });
    TrainingConfig config = training(configuration);
    try {
      config.with(changes);
    } catch (KamclException together) {
      changes.forEach(
          (name, value) -> {
            try {
              config.with(name, value);
            } catch (KamclException alone) {
              problems.put(name, alone.problem());
            }
          });
      boolean none = changes.keySet().stream().noneMatch(problems::containsKey);
      if (none) {
        problems.put(named(together, changes), together.problem());
      }
    }
    return problems;
  }

  /** The changed setting that an error names first; the first change if it names none. */
  private static String named(KamclException error, Map<String, String> changes) {
    for (Object argument : error.arguments()) {
      if (changes.containsKey(String.valueOf(argument))) {
        return String.valueOf(argument);
      }
    }
    return changes.keySet().iterator().next();
  }

  private static void checkNetwork(String name, String value, Map<String, Problem> problems) {
    try {
      SettingValue.with(GSON, NetworkConfig.defaults(), NetworkConfig.class, Map.of(name, value));
    } catch (KamclException e) {
      problems.put(name, e.problem());
    }
  }

  /** The settings of a run that differ from those of its configuration. */
  static Map<String, String> changes(RunSpec spec, boolean ownNetwork) {
    Map<String, String> changes = new LinkedHashMap<>();
    differences(
        training(spec.configuration()).toJson().getAsJsonObject(),
        spec.training().toJson().getAsJsonObject(),
        changes);
    if (ownNetwork && !spec.configuration().equals(PUBLISHED)) {
      differences(
          toJson(NetworkConfig.defaults()).getAsJsonObject(),
          toJson(spec.network()).getAsJsonObject(),
          changes);
    }
    return changes;
  }

  private static void differences(
      JsonObject before, JsonObject after, Map<String, String> changes) {
    after
        .entrySet()
        .forEach(
            entry -> {
              if (entry.getValue().isJsonPrimitive()
                  && !entry.getValue().equals(before.get(entry.getKey()))) {
                changes.put(entry.getKey(), entry.getValue().getAsString());
              }
            });
  }
}
