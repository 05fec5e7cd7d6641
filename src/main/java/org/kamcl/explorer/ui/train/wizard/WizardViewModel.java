package org.kamcl.explorer.ui.train.wizard;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.TrainingCorpora;
import org.kamcl.explorer.api.TrainingCorpora.StartModel;
import org.kamcl.explorer.api.TrainingRuns.StartTime;
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
  private final PlanViewModel plans;
  private final DraftWriter drafts;
  private final ObjectProperty<WizardStep> step = new SimpleObjectProperty<>(WizardStep.CORPUS);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper starting = new ReadOnlyBooleanWrapper();
  private boolean pretrained;
  private boolean restored;
  private boolean restoring;
  private int pending;

  WizardViewModel(
      ArchiveViewModel archive, JobsViewModel jobs, TaskExecutor executor, Messages messages) {
    this.archive = archive;
    this.jobs = jobs;
    this.executor = executor;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
    this.corpus = new CorpusViewModel(archive, jobs, executor, messages);
    SettingsViewModel settings = new SettingsViewModel(archive, executor, messages);
    this.plans =
        new PlanViewModel(corpus, settings, new EstimateViewModel(archive, jobs, messages));
    this.drafts =
        new DraftWriter(archive, executor, failure -> problem.set(errors.format(failure)));
    corpus.placeProperty().addListener((property, before, now) -> newCorpus());
    corpus.decisionsProperty().addListener((property, before, now) -> keep());
    settings.changesProperty().addListener((property, before, now) -> keep());
    settings.presetProperty().addListener((property, before, now) -> keep());
    step.addListener((property, before, now) -> keep());
    plans.fromProperty().addListener((property, before, now) -> keep());
    plans.titleProperty().addListener((property, before, now) -> keep());
    plans.seedProperty().addListener((property, before, now) -> keep());
    plans.deviceProperty().addListener((property, before, now) -> keep());
  }

  private void newCorpus() {
    plans.estimates().clear();
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
          plans.models().setAll(opened.models);
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
    corpus.decisionsProperty().set(DecisionNames.decisions(draft.decisions()));
    draft.corpus().map(Path::of).ifPresent(corpus::choose);
    plans.show(draft);
    step.set(draft.corpus().isPresent() ? WizardStep.of(draft.step() + 1) : WizardStep.CORPUS);
  }

  /** Forgets all choices. */
  private void reset() {
    step.set(WizardStep.CORPUS);
    corpus.clear();
    problem.set("");
    plans.reset(usualWeights());
  }

  /** A usable model of the corrected network, else what is there. */
  private String usualWeights() {
    return plans.models().stream()
        .filter(model -> !model.published())
        .sorted((a, b) -> Boolean.compare(b.name().equals("default"), a.name().equals("default")))
        .map(StartModel::name)
        .findFirst()
        .orElse(pretrained ? RunPlan.PRETRAINED : RunPlan.SCRATCH);
  }

  /** Starts with the plan of an earlier run. */
  void copy(RunPlan plan) {
    reset();
    corpus.choose(plan.corpus());
    plans.show(plan);
  }

  /**
   * Starts with a corpus.
   *
   * @param model initial weights, if that model can be used; empty for those that are chosen now
   */
  void begin(Path place, Optional<String> model) {
    step.set(WizardStep.CORPUS);
    corpus.choose(place);
    corpus.check();
    model
        .filter(name -> plans.models().stream().anyMatch(one -> one.name().equals(name)))
        .ifPresent(plans::chooseFrom);
  }

  /** Whether a step is complete, so that the next one can be shown. */
  boolean isComplete(WizardStep which) {
    return switch (which) {
      case CORPUS -> corpus.checkedProperty().get() != null && corpus.trainingImages() > 0;
      case START -> !plans.fromProperty().get().equals(RunPlan.PRETRAINED) || pretrained;
      case TRAINING ->
          plans.settings().isValid() && plans.allows(plans.settings().presetProperty().get());
      case REVIEW -> plans.plan().isPresent() && !starting.get();
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
    Optional<RunPlan> plan = plans.plan();
    if (services.isEmpty() || plan.isEmpty() || starting.get()) {
      return;
    }
    plans.estimates().cancel();
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
    plans.estimates().clear();
    reset();
    drafts.write(TrainingCorpora::discardDraft);
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
            plans.titleProperty().get(),
            Optional.of(place.toString()),
            plans.fromProperty().get(),
            plans.settings().presetProperty().get().configuration(),
            plans.settings().changesProperty().get(),
            plans.seedProperty().get(),
            plans.deviceProperty().get(),
            DecisionNames.names(corpus.decisionsProperty().get()));
    drafts.write(corpora -> corpora.keepDraft(draft));
  }

  CorpusViewModel corpus() {
    return corpus;
  }

  /** The plan of the run. */
  PlanViewModel plans() {
    return plans;
  }

  /** The open step. */
  ObjectProperty<WizardStep> stepProperty() {
    return step;
  }

  /** Whether the pretrained encoders are installed. */
  boolean hasPretrained() {
    return pretrained;
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
        && drafts.isSettled()
        && !starting.get()
        && corpus.isSettled()
        && plans.settings().isSettled()
        && !plans.estimates().measuringProperty().get();
  }

  /** Ends all work. */
  void close() {
    corpus.cancel();
    plans.estimates().cancel();
  }
}
