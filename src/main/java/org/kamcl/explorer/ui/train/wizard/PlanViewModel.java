package org.kamcl.explorer.ui.train.wizard;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.TrainingCorpora.StartModel;
import org.kamcl.explorer.domain.RunEstimate;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.TrainingDraft;

/** What makes the plan of a new run, and what it and the other presets would take. */
final class PlanViewModel {
  private final CorpusViewModel corpus;
  private final SettingsViewModel settings;
  private final EstimateViewModel estimates;
  private final ObservableList<StartModel> models = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<String> from =
      new ReadOnlyObjectWrapper<>(RunPlan.PRETRAINED);
  private final StringProperty title = new SimpleStringProperty("");
  private final StringProperty seed = new SimpleStringProperty("1");
  private final ObjectProperty<String> device = new SimpleObjectProperty<>("cpu");

  PlanViewModel(CorpusViewModel corpus, SettingsViewModel settings, EstimateViewModel estimates) {
    this.corpus = corpus;
    this.settings = settings;
    this.estimates = estimates;
    corpus.checkedProperty().addListener((property, before, now) -> fitBatch());
  }

  /**
   * Forgets all choices.
   *
   * @param weights initial weights to suggest
   */
  void reset(String weights) {
    title.set("");
    seed.set("1");
    device.set("cpu");
    from.set(weights);
    settings.choose(Preset.usual(weights, models));
  }

  /** Restores the choices of a draft, but not its corpus. */
  void show(TrainingDraft draft) {
    title.set(draft.title());
    seed.set(draft.seed());
    device.set(draft.device());
    from.set(draft.from());
    settings.show(Preset.of(draft.configuration()), draft.settings());
  }

  /** Takes over the choices of an earlier run, but not its corpus. */
  void show(RunPlan plan) {
    title.set(plan.title());
    seed.set(Long.toString(plan.seed()));
    device.set(plan.device());
    from.set(plan.from());
    settings.show(Preset.of(plan.configuration()), plan.settings());
  }

  /** Chooses the initial weights; a preset that they do not allow is replaced. */
  void chooseFrom(String chosen) {
    if (chosen.equals(from.get())) {
      return;
    }
    from.set(chosen);
    Preset usual = Preset.usual(chosen, models);
    if (!settings.presetProperty().get().fits(chosen, models)
        || settings.changesProperty().get().isEmpty()) {
      choosePreset(usual);
    }
  }

  /** Chooses a preset and adapts its batch size to a small corpus. */
  void choosePreset(Preset chosen) {
    settings.choose(chosen);
    fitBatch();
  }

  /** Whether the initial weights allow a preset. */
  boolean allows(Preset preset) {
    return preset.fits(from.get(), models);
  }

  /** A batch cannot be larger than the corpus; the queues must be a multiple of it. */
  void fitBatch() {
    BatchFit.size(settings, corpus).ifPresent(size -> settings.set("batchSize", size));
  }

  /** The plan of the run; empty if a choice is missing or not allowed. */
  Optional<RunPlan> plan() {
    Path place = corpus.placeProperty().get();
    if (place == null
        || corpus.checkedProperty().get() == null
        || corpus.trainingImages() == 0
        || seedNumber().isEmpty()
        || !settings.isValid()
        || !allows(settings.presetProperty().get())) {
      return Optional.empty();
    }
    return Optional.of(plan(settings.presetProperty().get(), settings.changesProperty().get()));
  }

  private RunPlan plan(Preset preset, Map<String, String> changes) {
    return new RunPlan(
        title.get().isBlank() ? suggestedTitle() : title.get().strip(),
        "",
        corpus.placeProperty().get(),
        Optional.empty(),
        from.get(),
        preset.configuration(),
        changes,
        seedNumber().orElse(1),
        device.get(),
        List.of(),
        corpus.exclusions());
  }

  /** Plans of the presets that the weights allow, with a fitting batch. */
  private Map<Preset, RunPlan> presetPlans() {
    Map<Preset, RunPlan> plans = new EnumMap<>(Preset.class);
    Preset current = settings.presetProperty().get();
    Map<String, String> fitted = new LinkedHashMap<>();
    Optional.ofNullable(settings.changesProperty().get().get("batchSize"))
        .ifPresent(size -> fitted.put("batchSize", size));
    for (Preset preset : Preset.values()) {
      if (allows(preset) && preset != current) {
        plans.put(preset, plan(preset, fitted));
      }
    }
    return plans;
  }

  /** The name that the run has unless another is typed. */
  String suggestedTitle() {
    return corpus.checkedProperty().get() == null
        ? ""
        : corpus.checkedProperty().get().report().corpus().name()
            + " "
            + settings.presetProperty().get().configuration();
  }

  /** The seed as a number; empty if it is none. */
  OptionalLong seedNumber() {
    try {
      return OptionalLong.of(Long.parseLong(seed.get().strip()));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private OptionalInt epochs() {
    try {
      return settings
          .value("epochs")
          .map(text -> OptionalInt.of(Integer.parseInt(text)))
          .orElse(OptionalInt.empty());
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  /** Measures the plan and then the other presets. */
  void measure() {
    plan().ifPresent(plan -> estimates.measure(plan, presetPlans()));
  }

  /** What the run will take; empty if it is not measured. */
  Optional<RunEstimate> estimate() {
    OptionalInt epochs = epochs();
    return epochs.isEmpty()
        ? Optional.empty()
        : plan().flatMap(plan -> estimates.estimate(plan, epochs.getAsInt()));
  }

  /** What another preset would take; empty if it is not measured. */
  Optional<RunEstimate> estimate(Preset preset) {
    if (preset == settings.presetProperty().get()) {
      return estimate();
    }
    RunPlan other = presetPlans().get(preset);
    // The measurement knows the number of epochs of the preset.
    return other == null || plan().isEmpty() ? Optional.empty() : estimates.estimate(other);
  }

  /** A night of training with the preset; empty if the plan is not measured. */
  Optional<Overnight> overnight() {
    int most = settings.presetProperty().get().mostEpochs();
    return estimate().map(found -> Overnight.of(found, most));
  }

  /** Sets the number of epochs for a night. */
  void chooseOvernight() {
    overnight()
        .ifPresent(
            night -> settings.set("epochs", String.format(Locale.ROOT, "%d", night.epochs())));
  }

  SettingsViewModel settings() {
    return settings;
  }

  EstimateViewModel estimates() {
    return estimates;
  }

  /** Models that a training can start from. */
  ObservableList<StartModel> models() {
    return models;
  }

  /** Initial weights, as in {@link RunPlan#from}. */
  ReadOnlyObjectProperty<String> fromProperty() {
    return from.getReadOnlyProperty();
  }

  /** The name of the run as typed. */
  StringProperty titleProperty() {
    return title;
  }

  /** The seed as typed. */
  StringProperty seedProperty() {
    return seed;
  }

  /** The device, as in {@link RunPlan#device}. */
  ObjectProperty<String> deviceProperty() {
    return device;
  }
}
