package org.kamcl.explorer.ui.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.TrainingRuns.StartTime;
import org.kamcl.explorer.domain.InstalledModel;
import org.kamcl.explorer.domain.RunEstimate;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobViewModel.Outcome;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.DurationFormatter;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** Concepts for a model, from a corpus: how long it takes, and the run that learns them. */
final class AddConceptsViewModel {
  private static final double GIGABYTE = 1 << 30;

  private final ArchiveViewModel archive;
  private final JobsViewModel jobs;
  private final TaskExecutor executor;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final Consumer<RunSummary> started;
  private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
  private final ObservableList<Path> corpora = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<@Nullable Path> corpus = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable RunPlan> plan = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper expected = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable JobViewModel> running =
      new ReadOnlyObjectWrapper<>();
  private TaskExecutor.Cancellable reading = () -> {};
  private Optional<InstalledModel> model = Optional.empty();

  /**
   * @param started receives the run
   */
  AddConceptsViewModel(
      ArchiveViewModel archive,
      JobsViewModel jobs,
      TaskExecutor executor,
      Messages messages,
      Consumer<RunSummary> started) {
    this.archive = archive;
    this.jobs = jobs;
    this.executor = executor;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
    this.started = started;
  }

  /** Asks for a corpus whose concepts a model gets. */
  void begin(InstalledModel chosen) {
    close();
    model = Optional.of(chosen);
    open.set(true);
    archive
        .services()
        .ifPresent(services -> executor.run(() -> known(services), corpora::setAll, this::failed));
  }

  /** The corpora that were made here, and those that were chosen lately. */
  private static List<Path> known(ExplorerServices services) {
    return Stream.concat(
            services.trainingCorpora().made().stream(),
            services.evaluations().recentCorpora().stream())
        .distinct()
        .toList();
  }

  /** Takes a corpus, and measures how long its concepts take. */
  void choose(Path chosen) {
    if (model.isEmpty() || chosen.equals(corpus.get())) {
      return;
    }
    stopMeasuring();
    corpus.set(chosen);
    plan.set(null);
    problem.set("");
    String name = model.get().name();
    archive
        .services()
        .ifPresent(
            services ->
                reading =
                    executor.run(
                        () -> services.installedModels().conceptPlan(name, chosen),
                        read -> {
                          plan.set(read);
                          measure(services, read);
                        },
                        this::failed));
  }

  private void measure(ExplorerServices services, RunPlan read) {
    expected.set(messages.text("models.learn.measuring"));
    run(
        messages.text("models.learn.measure.job", read.from()),
        read,
        services.trainingRuns().preflight(read),
        this::measured);
  }

  private void measured(RunEstimate estimate) {
    expected.set(
        messages.text(
            "models.learn.expected",
            new DurationFormatter(messages).format(estimate.duration()),
            estimate.trainingImages(),
            estimate.memoryBytes() / GIGABYTE));
    estimate.warnings().stream().findFirst().map(errors::format).ifPresent(problem::set);
  }

  /** Creates the run, which begins at once or waits for its turn. */
  void start() {
    RunPlan ready = plan.get();
    if (ready == null) {
      return;
    }
    stopMeasuring();
    problem.set("");
    archive
        .services()
        .ifPresent(
            services ->
                run(
                    messages.text("models.learn.job", ready.from()),
                    ready,
                    services.trainingRuns().start(ready, StartTime.IN_TURN),
                    run -> {
                      close();
                      started.accept(run);
                    }));
  }

  /** Runs a job for a plan; what it gives for another one is dropped. */
  private <T> void run(String title, RunPlan of, Job<T> job, Consumer<T> done) {
    JobViewModel[] shown = new JobViewModel[1];
    boolean[] over = {false};
    Runnable ended =
        () -> {
          over[0] = true;
          if (shown[0] != null && running.get() == shown[0]) {
            running.set(null);
          }
        };
    shown[0] =
        jobs.start(
            title,
            job,
            result -> {
              ended.run();
              if (of.equals(plan.get())) {
                done.accept(result);
              }
            },
            ended,
            failure -> {
              ended.run();
              if (shown[0] != null) {
                shown[0].setOutcome(Outcome.of(errors.format(failure)));
              }
              if (of.equals(plan.get())) {
                expected.set("");
                failed(failure);
              }
            });
    if (!over[0]) {
      running.set(shown[0]);
    }
  }

  private void stopMeasuring() {
    reading.cancel();
    expected.set("");
    JobViewModel job = running.get();
    running.set(null);
    if (job != null) {
      job.cancel();
    }
  }

  private void failed(Throwable failure) {
    problem.set(errors.format(failure));
  }

  /** Closes the form and ends a measurement. */
  void close() {
    stopMeasuring();
    plan.set(null);
    corpus.set(null);
    problem.set("");
    open.set(false);
  }

  /** Whether a corpus is being chosen. */
  ReadOnlyBooleanProperty openProperty() {
    return open.getReadOnlyProperty();
  }

  /** Corpora to choose from. */
  ObservableList<Path> corpora() {
    return corpora;
  }

  /** The corpus; null until one is chosen. */
  ReadOnlyObjectProperty<@Nullable Path> corpusProperty() {
    return corpus.getReadOnlyProperty();
  }

  /** The run as it would begin; null until the corpus is read. */
  ReadOnlyObjectProperty<@Nullable RunPlan> planProperty() {
    return plan.getReadOnlyProperty();
  }

  /** How long it takes; empty if unknown. */
  ReadOnlyStringProperty expectedProperty() {
    return expected.getReadOnlyProperty();
  }

  /** What is wrong; empty if nothing is. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The measurement, or the start of the run; null for none. */
  ReadOnlyObjectProperty<@Nullable JobViewModel> runningProperty() {
    return running.getReadOnlyProperty();
  }
}
