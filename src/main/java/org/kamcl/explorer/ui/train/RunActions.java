package org.kamcl.explorer.ui.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.kamcl.explorer.api.TrainingRuns;
import org.kamcl.explorer.api.TrainingRuns.StartTime;
import org.kamcl.explorer.api.TrainingRuns.StopTime;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.RunProbe;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.control.DesktopFiles;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** What can be done to a run. Each action runs in the background; what fails is shown. */
final class RunActions {
  private static final List<String> RATES =
      List.of("headLearningRate", "imageLearningRate", "textLearningRate");

  private final TrainViewModel model;
  private final TaskExecutor executor;
  private final ToastsViewModel toasts;
  private final Messages messages;
  private final ErrorFormatter errors;
  private Optional<Consumer<RunSummary>> comparer = Optional.empty();
  private int pending;

  RunActions(
      TrainViewModel model, TaskExecutor executor, ToastsViewModel toasts, Messages messages) {
    this.model = model;
    this.executor = executor;
    this.toasts = toasts;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
  }

  /** Sets what shows how the model of a run differs from the one it started from. */
  void setComparer(Consumer<RunSummary> show) {
    comparer = Optional.of(show);
  }

  /** Shows how the model of a run differs from the one it started from; empty if nothing can. */
  Optional<Consumer<RunSummary>> comparer() {
    return comparer;
  }

  void pause(RunSummary run) {
    act(runs -> runs.pause(run.name()), () -> {});
  }

  /** Pauses several runs, then does something; it is not done if one cannot be paused. */
  void pauseAll(List<RunSummary> running, Runnable done) {
    act(runs -> running.forEach(run -> runs.pause(run.name())), done);
  }

  /** Lets several runs go on by themselves, then does something, whether they could be or not. */
  void detachAll(List<RunSummary> running, Runnable done) {
    model
        .services()
        .ifPresent(
            services ->
                executor.run(
                    () -> {
                      services
                          .trainingRuns()
                          .detach(running.stream().map(RunSummary::name).toList());
                      return true;
                    },
                    detached -> done.run(),
                    failure -> done.run()));
  }

  /** Reads the probe queries of a run. */
  void probes(RunSummary run, Consumer<List<RunProbe>> done) {
    ask(runs -> runs.probes(run.name()), done);
  }

  /** Changes the probe queries of a run from its next validation on. */
  void setProbes(RunSummary run, List<RunProbe> probes) {
    act(
        runs -> runs.setProbes(run.name(), probes),
        () -> toasts.show(messages.text("train.probes.saved")));
  }

  void resume(RunSummary run) {
    act(runs -> runs.resume(run.name(), StartTime.IN_TURN), () -> {});
  }

  /** Lets a run continue with half of each learning rate. */
  void resumeWithHalfRates(RunSummary run) {
    Map<String, String> halves = new TreeMap<>();
    for (String name : RATES) {
      String rate = run.origin().settings().get(name);
      if (rate != null) {
        halves.put(name, String.valueOf(Double.parseDouble(rate) / 2));
      }
    }
    act(
        runs -> {
          runs.changeSettings(run.name(), halves);
          runs.resume(run.name(), StartTime.IN_TURN);
        },
        () -> {});
  }

  /** Opens the folder of a run. */
  void open(RunSummary run) {
    ask(
        runs -> {
          DesktopFiles.open(runs.folder(run.name()));
          return true;
        },
        opened -> {});
  }

  void stop(RunSummary run, StopTime when) {
    act(runs -> runs.stop(run.name(), when), () -> {});
  }

  void rename(RunSummary run, String title) {
    if (!title.isBlank() && !title.equals(run.title())) {
      act(runs -> runs.rename(run.name(), title.strip()), () -> {});
    }
  }

  void note(RunSummary run, String text) {
    if (!text.equals(run.note())) {
      act(runs -> runs.note(run.name(), text), () -> {});
    }
  }

  /** Deletes a run, and offers to restore it. */
  void delete(RunSummary run) {
    act(
        runs -> runs.delete(run.name()),
        () ->
            toasts.showUndoable(
                messages.text("train.deleted", run.title()),
                () -> act(runs -> runs.restore(run.name()), () -> {})));
  }

  /**
   * Reads the plan of a run.
   *
   * @param done receives it
   */
  void plan(RunSummary run, Consumer<RunPlan> done) {
    ask(runs -> runs.plan(run.name()), done);
  }

  private void act(Consumer<TrainingRuns> action, Runnable done) {
    ask(
        runs -> {
          action.accept(runs);
          return true;
        },
        acted -> {
          done.run();
          model.poll();
        });
  }

  private <T> void ask(Function<TrainingRuns, T> question, Consumer<T> done) {
    model
        .services()
        .ifPresent(
            services -> {
              pending++;
              executor.run(
                  () -> question.apply(services.trainingRuns()),
                  answer -> {
                    pending--;
                    done.accept(answer);
                  },
                  failure -> {
                    pending--;
                    toasts.showProblem(errors.format(failure));
                    model.poll();
                  });
            });
  }

  /** Whether no action is pending. */
  boolean isSettled() {
    return pending == 0;
  }
}
