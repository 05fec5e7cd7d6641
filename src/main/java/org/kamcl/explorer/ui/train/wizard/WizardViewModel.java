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
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.TrainingCorpora;
import org.kamcl.explorer.api.TrainingCorpora.StartModel;
import org.kamcl.explorer.api.TrainingRuns.StartTime;
import org.kamcl.explorer.domain.RunEstimate;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.domain.TrainingDraft;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** A run that is being prepared, in four steps; kept as a draft until it is started. */
final class WizardViewModel {
  private final ArchiveViewModel archive;
  private final JobsViewModel jobs;
  private final TaskExecutor executor;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final CorpusViewModel corpus;
  private final SettingsViewModel settings;
  private final EstimateViewModel estimates;
  private final ObjectProperty<WizardStep> step = new SimpleObjectProperty<>(WizardStep.CORPUS);
  private final ObservableList<StartModel> models = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<String> from =
      new ReadOnlyObjectWrapper<>(RunPlan.PRETRAINED);
  private final StringProperty title = new SimpleStringProperty("");
  private final StringProperty seed = new SimpleStringProperty("1");
  private final ObjectProperty<String> device = new SimpleObjectProperty<>("cpu");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper starting = new ReadOnlyBooleanWrapper();
  private boolean pretrained;
  private boolean restored;
  private boolean restoring;
  private int pending;
  private Optional<Consumer<TrainingCorpora>> unwritten = Optional.empty();
  private boolean writing;

  WizardViewModel(
      ArchiveViewModel archive, JobsViewModel jobs, TaskExecutor executor, Messages messages) {
    this.archive = archive;
    this.jobs = jobs;
    this.executor = executor;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
    this.corpus = new CorpusViewModel(archive, jobs, executor, messages);
    this.settings = new SettingsViewModel(archive, executor, messages);
    this.estimates = new EstimateViewModel(archive, jobs, messages);
    corpus.placeProperty().addListener((property, before, now) -> newCorpus());
    corpus.checkedProperty().addListener((property, before, now) -> fitBatch());
    corpus.decisionsProperty().addListener((property, before, now) -> keep());
    settings.changesProperty().addListener((property, before, now) -> keep());
    settings.presetProperty().addListener((property, before, now) -> keep());
    step.addListener((property, before, now) -> keep());
    title.addListener((property, before, now) -> keep());
    seed.addListener((property, before, now) -> keep());
    device.addListener((property, before, now) -> keep());
  }

  private void newCorpus() {
    estimates.clear();
    keep();
  }

  /** Reads models and draft; the first call restores the draft. */
  void open(Runnable then) {
    Optional<ExplorerServices> services = archive.services();
    if (services.isEmpty()) {
      return;
    }
    corpus.list();
    TrainingCorpora corpora = services.get().trainingCorpora();
    boolean restore = !restored;
    restored = true;
    restoring = restore;
    pending++;
    executor.run(
        () ->
            new Opened(
                corpora.startModels(),
                corpora.hasPretrainedEncoders(),
                restore ? corpora.draft() : Optional.empty()),
        opened -> {
          pending--;
          models.setAll(opened.models);
          pretrained = opened.pretrained;
          if (restore) {
            opened.draft.ifPresentOrElse(this::restore, this::reset);
            restoring = false;
          }
          then.run();
        },
        failure -> {
          pending--;
          restoring = false;
          problem.set(errors.format(failure));
        });
  }

  private record Opened(
      List<StartModel> models, boolean pretrained, Optional<TrainingDraft> draft) {}

  private void restore(TrainingDraft draft) {
    title.set(draft.title());
    seed.set(draft.seed());
    device.set(draft.device());
    from.set(draft.from());
    corpus.decisionsProperty().set(DecisionNames.decisions(draft.decisions()));
    draft.corpus().map(Path::of).ifPresent(corpus::choose);
    settings.show(Preset.of(draft.configuration()), draft.settings());
    step.set(draft.corpus().isPresent() ? WizardStep.of(draft.step() + 1) : WizardStep.CORPUS);
  }

  /** Forgets all choices. */
  private void reset() {
    step.set(WizardStep.CORPUS);
    corpus.clear();
    title.set("");
    seed.set("1");
    device.set("cpu");
    problem.set("");
    from.set(usualWeights());
    settings.choose(Preset.usual(from.get(), models));
  }

  /** A usable model of the corrected network, else what is there. */
  private String usualWeights() {
    return models.stream()
        .filter(model -> !model.published())
        .sorted((a, b) -> Boolean.compare(b.name().equals("default"), a.name().equals("default")))
        .map(StartModel::name)
        .findFirst()
        .orElse(pretrained ? RunPlan.PRETRAINED : RunPlan.SCRATCH);
  }

  /** Starts with the plan of an earlier run. */
  void copy(RunPlan plan) {
    reset();
    title.set(plan.title());
    seed.set(Long.toString(plan.seed()));
    device.set(plan.device());
    from.set(plan.from());
    corpus.choose(plan.corpus());
    settings.show(Preset.of(plan.configuration()), plan.settings());
  }

  /** Starts with a corpus. */
  void begin(Path place) {
    step.set(WizardStep.CORPUS);
    corpus.choose(place);
    corpus.check();
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
    keep();
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
  private void fitBatch() {
    BatchFit.size(settings, corpus).ifPresent(size -> settings.set("batchSize", size));
    keep();
  }

  /** Called when the settings of the preset were read. */
  void settingsRead() {
    fitBatch();
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

  /** Whether a step is complete, so that the next one can be shown. */
  boolean isComplete(WizardStep which) {
    return switch (which) {
      case CORPUS -> corpus.checkedProperty().get() != null && corpus.trainingImages() > 0;
      case START -> !from.get().equals(RunPlan.PRETRAINED) || pretrained;
      case TRAINING -> settings.isValid() && allows(settings.presetProperty().get());
      case REVIEW -> plan().isPresent() && !starting.get();
    };
  }

  /** Whether a step can be shown: all before it are complete. */
  boolean isReachable(WizardStep which) {
    for (WizardStep other : WizardStep.values()) {
      if (other.number() < which.number() && !isComplete(other)) {
        return false;
      }
    }
    return true;
  }

  /** Creates the run; the draft is deleted. */
  void start(StartTime when, Consumer<RunSummary> created) {
    Optional<ExplorerServices> services = archive.services();
    Optional<RunPlan> plan = plan();
    if (services.isEmpty() || plan.isEmpty() || starting.get()) {
      return;
    }
    estimates.cancel();
    starting.set(true);
    problem.set("");
    jobs.start(
        messages.text("wizard.create.job", plan.get().title()),
        services.get().trainingRuns().start(plan.get(), when),
        run -> {
          starting.set(false);
          discard();
          created.accept(run);
        },
        () -> starting.set(false),
        failure -> {
          starting.set(false);
          problem.set(errors.format(failure));
        });
  }

  /** Deletes the draft and forgets all choices. */
  void discard() {
    estimates.clear();
    reset();
    write(TrainingCorpora::discardDraft);
  }

  /** Keeps the draft; without a corpus there is nothing worth keeping. */
  private void keep() {
    Path place = corpus.placeProperty().get();
    if (restoring || !restored || place == null) {
      return;
    }
    TrainingDraft draft =
        new TrainingDraft(
            step.get().number() - 1,
            title.get(),
            Optional.of(place.toString()),
            from.get(),
            settings.presetProperty().get().configuration(),
            settings.changesProperty().get(),
            seed.get(),
            device.get(),
            DecisionNames.names(corpus.decisionsProperty().get()));
    write(corpora -> corpora.keepDraft(draft));
  }

  /** One write at a time, so that the last one wins. */
  private void write(Consumer<TrainingCorpora> change) {
    unwritten = Optional.of(change);
    writeNext();
  }

  private void writeNext() {
    Optional<ExplorerServices> services = archive.services();
    if (writing || unwritten.isEmpty() || services.isEmpty()) {
      return;
    }
    Consumer<TrainingCorpora> change = unwritten.get();
    unwritten = Optional.empty();
    writing = true;
    executor.run(
        () -> {
          change.accept(services.get().trainingCorpora());
          return true;
        },
        done -> {
          writing = false;
          writeNext();
        },
        failure -> {
          writing = false;
          problem.set(errors.format(failure));
        });
  }

  CorpusViewModel corpus() {
    return corpus;
  }

  SettingsViewModel settings() {
    return settings;
  }

  EstimateViewModel estimates() {
    return estimates;
  }

  /** The open step. */
  ObjectProperty<WizardStep> stepProperty() {
    return step;
  }

  /** Models that a training can start from. */
  ObservableList<StartModel> models() {
    return models;
  }

  /** Whether the pretrained encoders are installed. */
  boolean hasPretrained() {
    return pretrained;
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

  /** Why the run cannot be created; empty if nothing failed. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether the run is being created. */
  ReadOnlyBooleanProperty startingProperty() {
    return starting.getReadOnlyProperty();
  }

  /** Whether nothing is pending. */
  boolean isSettled() {
    return pending == 0
        && !writing
        && !starting.get()
        && corpus.isSettled()
        && settings.isSettled()
        && !estimates.measuringProperty().get();
  }

  /** Ends all work. */
  void close() {
    corpus.cancel();
    estimates.cancel();
  }
}
