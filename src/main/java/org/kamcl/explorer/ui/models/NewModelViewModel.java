package org.kamcl.explorer.ui.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
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
import org.jspecify.annotations.Nullable;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.InstalledModels;
import org.kamcl.explorer.api.InstalledModels.ActivationChoice;
import org.kamcl.explorer.api.InstalledModels.Candidate;
import org.kamcl.explorer.api.InstalledModels.NewModel;
import org.kamcl.explorer.domain.InstalledModel.Recognized;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobViewModel.Outcome;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** A file that is about to become a model: which one, its name, its activation, and the job. */
final class NewModelViewModel {
  private final ArchiveViewModel archive;
  private final JobsViewModel jobs;
  private final TaskExecutor executor;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final Consumer<Recognized> added;
  private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Path> file = new ReadOnlyObjectWrapper<>();
  private final StringProperty name = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper nameProblem = new ReadOnlyStringWrapper("");
  private final ObjectProperty<ActivationChoice> activation =
      new SimpleObjectProperty<>(ActivationChoice.DETERMINED);
  private final ReadOnlyBooleanWrapper activationOpen = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable JobViewModel> running =
      new ReadOnlyObjectWrapper<>();
  private TaskExecutor.Cancellable looking = () -> {};
  private TaskExecutor.Cancellable checking = () -> {};

  /**
   * @param added receives what became a model
   */
  NewModelViewModel(
      ArchiveViewModel archive,
      JobsViewModel jobs,
      TaskExecutor executor,
      Messages messages,
      Consumer<Recognized> added) {
    this.archive = archive;
    this.jobs = jobs;
    this.executor = executor;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
    this.added = added;
    name.addListener((property, before, now) -> checkName(now.strip()));
    activation.addListener((property, before, now) -> activationOpen.set(false));
  }

  private Optional<InstalledModels> service() {
    return archive.services().map(services -> services.installedModels());
  }

  /** Asks for a file; nothing changes while a model is being added. */
  void begin() {
    if (!open.get()) {
      file.set(null);
      name.set("");
      nameProblem.set("");
      activation.set(ActivationChoice.DETERMINED);
      activationOpen.set(false);
      problem.set("");
      open.set(true);
    }
  }

  /**
   * Takes the model file among files and folders.
   *
   * @param paths chosen or dropped together
   */
  void choose(List<Path> paths) {
    begin();
    if (running.get() != null || paths.isEmpty()) {
      return;
    }
    looking.cancel();
    problem.set("");
    activationOpen.set(false);
    service()
        .ifPresent(
            service ->
                looking =
                    executor.run(
                        () -> service.candidate(paths),
                        this::found,
                        failure -> {
                          file.set(null);
                          problem.set(errors.format(failure));
                        }));
  }

  private void found(Candidate candidate) {
    file.set(candidate.file());
    name.set(candidate.name());
  }

  private void checkName(String now) {
    checking.cancel();
    nameProblem.set("");
    if (now.isEmpty()) {
      return;
    }
    service()
        .ifPresent(
            service ->
                checking =
                    executor.run(
                        () -> service.checkName(now),
                        found -> nameProblem.set(found.map(errors::format).orElse("")),
                        failure -> nameProblem.set(errors.format(failure))));
  }

  /** Whether the file can be added as it is. */
  BooleanBinding ready() {
    return Bindings.createBooleanBinding(
        this::isReady, file, name, nameProblem, running, activation, activationOpen);
  }

  private boolean isReady() {
    return file.get() != null
        && !name.get().isBlank()
        && nameProblem.get().isEmpty()
        && running.get() == null
        && !activationOpen.get();
  }

  /** Makes a model of the file, as a job. */
  void add() {
    Path chosen = file.get();
    if (!isReady() || chosen == null) {
      return;
    }
    service()
        .ifPresent(
            service -> start(service, new NewModel(chosen, name.get().strip(), activation.get())));
  }

  private void start(InstalledModels service, NewModel model) {
    problem.set("");
    boolean[] over = {false};
    JobViewModel[] job = new JobViewModel[1];
    Runnable ended =
        () -> {
          over[0] = true;
          running.set(null);
        };
    job[0] =
        jobs.start(
            messages.text("models.add.job", model.name()),
            service.add(model),
            result -> {
              ended.run();
              outcome(job[0], messages.text("models.add.done", model.name()));
              open.set(false);
              added.accept(result);
            },
            ended,
            failure -> {
              ended.run();
              Optional<Problem> question = service.activationQuestion(failure);
              // The error of the command line ends with its option, of which there is none here.
              problem.set(question.map(errors::format).orElseGet(() -> errors.format(failure)));
              activationOpen.set(question.isPresent());
              outcome(job[0], problem.get());
            });
    if (!over[0]) {
      running.set(job[0]);
    }
  }

  private static void outcome(@Nullable JobViewModel job, String sentence) {
    // A job of a test ends before it is known here.
    if (job != null) {
      job.setOutcome(Outcome.of(sentence));
    }
  }

  /** Cancels the running job, or else closes the form. */
  void cancel() {
    JobViewModel job = running.get();
    if (job != null) {
      job.cancel();
    } else {
      looking.cancel();
      open.set(false);
    }
  }

  /** Whether a model is being chosen or added. */
  ReadOnlyBooleanProperty openProperty() {
    return open.getReadOnlyProperty();
  }

  /** The file; null until one is chosen. */
  ReadOnlyObjectProperty<@Nullable Path> fileProperty() {
    return file.getReadOnlyProperty();
  }

  /** Name of the model. */
  StringProperty nameProperty() {
    return name;
  }

  /** What is wrong with the name; empty if nothing is. */
  ReadOnlyStringProperty nameProblemProperty() {
    return nameProblem.getReadOnlyProperty();
  }

  /** The activation of a model of the CLIP family. */
  ObjectProperty<ActivationChoice> activationProperty() {
    return activation;
  }

  /** Whether the activation could not be determined and has to be chosen. */
  ReadOnlyBooleanProperty activationOpenProperty() {
    return activationOpen.getReadOnlyProperty();
  }

  /** Why there is no model yet; empty if nothing is wrong. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The running job; null for none. */
  ReadOnlyObjectProperty<@Nullable JobViewModel> runningProperty() {
    return running.getReadOnlyProperty();
  }
}
