package org.kamcl.explorer.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.engine.training.config.SettingDescriptions;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.RunEstimate;
import org.kamcl.explorer.domain.RunOrigin;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.TrainingSetting;

/** Plans of runs, and what is known of a run before its first step. */
final class TestRunPlans {
  /** What a run takes if a test says nothing else. */
  static final RunEstimate ESTIMATE =
      new RunEstimate(
          "cpu",
          2,
          80,
          20,
          1.5,
          43,
          OptionalDouble.of(4),
          2,
          40,
          Duration.ofMinutes(5),
          3L << 30,
          24L << 30,
          410L << 20,
          182L << 30,
          List.of());

  private TestRunPlans() {}

  /** The plan of a run on the CPU. */
  static RunPlan plan(String name, Path corpus, String from, String configuration, int epochs) {
    return new RunPlan(
        name,
        "",
        corpus,
        Optional.empty(),
        from,
        configuration,
        Map.of("epochs", Integer.toString(epochs)),
        1,
        "cpu",
        List.of(),
        List.of());
  }

  /** The origin of the run of a plan. */
  static RunOrigin origin(String name, RunPlan plan) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings(plan.configuration(), Locale.ENGLISH)
        .forEach(setting -> settings.put(setting.name(), setting.value()));
    settings.putAll(plan.settings());
    return new RunOrigin(
        plan.corpus(),
        String.valueOf(plan.corpus().getFileName()),
        plan.format(),
        plan.from(),
        plan.configuration(),
        settings,
        plan.seed(),
        "kamcl train " + plan.corpus() + " --name " + name,
        "0.2.0",
        "0".repeat(64),
        Optional.of(new RunOrigin.Splits(80, 20)));
  }

  /** The settings of a configuration with their values. */
  static List<TrainingSetting> settings(String configuration, Locale language) {
    TrainingConfig config =
        switch (configuration) {
          case "published" -> TrainingConfig.published();
          case "fine-tune" -> TrainingConfig.fineTune();
          default -> TrainingConfig.defaults();
        };
    List<TrainingSetting> all = new ArrayList<>();
    SettingDescriptions.of(language)
        .forEach(
            (name, text) ->
                all.add(
                    new TrainingSetting(
                        name,
                        "training",
                        text,
                        config.toJson().getAsJsonObject().get(name).getAsString())));
    return all;
  }

  /** The problems of settings, by their names. */
  static Map<String, Problem> check(Map<String, String> settings) {
    Map<String, Problem> problems = new LinkedHashMap<>();
    settings.forEach(
        (name, value) -> {
          try {
            TrainingConfig.defaults().with(name, value);
          } catch (KamclException e) {
            problems.put(name, e.problem());
          }
        });
    return problems;
  }
}
