package org.kamcl.explorer.ui.train.wizard;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.TrainingSetting;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.train.SettingNumbers;

/** The settings of a new run: those of a preset, with changes. */
final class SettingsViewModel {
  /** Settings that are shown without unfolding. */
  private static final Set<String> BASIC =
      Set.of(
          "epochs",
          "patience",
          "batchSize",
          "headLearningRate",
          "imageLearningRate",
          "textLearningRate",
          "weightDecay",
          "frozenBatchNorm",
          "conceptStartEpoch",
          "checkpointMinutes");

  private final ArchiveViewModel archive;
  private final TaskExecutor executor;
  private final ErrorFormatter errors;
  private final Locale language;
  private final ReadOnlyObjectWrapper<Preset> preset = new ReadOnlyObjectWrapper<>(Preset.FULL);
  private final ObservableList<TrainingSetting> settings = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Map<String, String>> changes =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final ReadOnlyObjectWrapper<Map<String, String>> problems =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
  private TaskExecutor.Cancellable loading = () -> {};
  private TaskExecutor.Cancellable checking = () -> {};
  private boolean busyLoading;
  private boolean busyChecking;

  SettingsViewModel(ArchiveViewModel archive, TaskExecutor executor, Messages messages) {
    this.archive = archive;
    this.executor = executor;
    this.errors = new ErrorFormatter(messages);
    this.language = messages.locale();
  }

  /** Whether a setting is shown without unfolding. */
  static boolean isBasic(TrainingSetting setting) {
    return BASIC.contains(setting.name());
  }

  /** Chooses a preset; changes are dropped. */
  void choose(Preset chosen) {
    show(chosen, Map.of());
  }

  /** Shows the settings of a preset with changes. */
  void show(Preset chosen, Map<String, String> changed) {
    preset.set(chosen);
    changes.set(Collections.unmodifiableMap(new LinkedHashMap<>(changed)));
    loading.cancel();
    Optional<ExplorerServices> services = archive.services();
    if (services.isEmpty()) {
      return;
    }
    busyLoading = true;
    loading =
        executor.run(
            () -> services.get().trainingRuns().settings(chosen.configuration(), language),
            found -> {
              busyLoading = false;
              settings.setAll(found.stream().map(SettingsViewModel::plain).toList());
              check();
            },
            problem -> {
              busyLoading = false;
              failure.set(errors.format(problem));
            });
  }

  /** The setting with a number as people write it: 0.0005, not 5.0E-4. */
  private static TrainingSetting plain(TrainingSetting setting) {
    return new TrainingSetting(
        setting.name(),
        setting.group(),
        setting.description(),
        SettingNumbers.plain(setting.value()));
  }

  /** The value of a setting in the preset; empty before the settings are read. */
  Optional<String> presetValue(String name) {
    return settings.stream()
        .filter(setting -> setting.name().equals(name))
        .map(TrainingSetting::value)
        .findFirst();
  }

  /** The value of a setting, as typed if it was changed. */
  Optional<String> value(String name) {
    String changed = changes.get().get(name);
    return changed == null ? presetValue(name) : Optional.of(changed);
  }

  /** Sets what was typed for a setting; the value of the preset is no change. */
  void set(String name, String text) {
    Map<String, String> next = new LinkedHashMap<>(changes.get());
    String stripped = text.strip();
    if (presetValue(name).filter(stripped::equals).isPresent()) {
      next.remove(name);
    } else {
      next.put(name, stripped);
    }
    if (!next.equals(changes.get())) {
      changes.set(Collections.unmodifiableMap(next));
      check();
    }
  }

  /** Sets a setting to the value of the preset. */
  void reset(String name) {
    presetValue(name).ifPresent(value -> set(name, value));
  }

  private void check() {
    checking.cancel();
    Optional<ExplorerServices> services = archive.services();
    if (services.isEmpty()) {
      return;
    }
    Map<String, String> checked = changes.get();
    String configuration = preset.get().configuration();
    busyChecking = true;
    checking =
        executor.run(
            () -> services.get().trainingRuns().checkSettings(configuration, checked),
            found -> {
              busyChecking = false;
              failure.set("");
              problems.set(texts(found));
            },
            problem -> {
              busyChecking = false;
              failure.set(errors.format(problem));
            });
  }

  private Map<String, String> texts(Map<String, Problem> found) {
    Map<String, String> texts = new LinkedHashMap<>();
    found.forEach((name, problem) -> texts.put(name, errors.format(problem)));
    return texts;
  }

  /** The preset. */
  ReadOnlyObjectProperty<Preset> presetProperty() {
    return preset.getReadOnlyProperty();
  }

  /** All settings with the values of the preset. */
  ObservableList<TrainingSetting> settings() {
    return settings;
  }

  /** Values that differ from the preset, as typed, by setting. */
  ReadOnlyObjectProperty<Map<String, String>> changesProperty() {
    return changes.getReadOnlyProperty();
  }

  /** Sentences about values that are not allowed, by setting. */
  ReadOnlyObjectProperty<Map<String, String>> problemsProperty() {
    return problems.getReadOnlyProperty();
  }

  /** Why the settings cannot be read or checked; empty if they can. */
  ReadOnlyStringProperty failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** Whether all values are checked and allowed. */
  boolean isValid() {
    return isSettled() && problems.get().isEmpty() && failure.get().isEmpty();
  }

  /** Titles of groups, in order. */
  List<String> groups() {
    return settings.stream().map(TrainingSetting::group).distinct().toList();
  }

  /** Whether nothing is pending. */
  boolean isSettled() {
    return !busyLoading && !busyChecking;
  }
}
