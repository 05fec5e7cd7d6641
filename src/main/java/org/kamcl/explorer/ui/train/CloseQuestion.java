package org.kamcl.explorer.ui.train;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.stage.Window;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.dialog.ChoiceDialog;
import org.kamcl.explorer.ui.dialog.ChoiceDialog.Choice;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.Messages;

/**
 * Asks what happens to running trainings when the window is closed. It reads them anew, because the
 * window may not have looked since one was started.
 */
final class CloseQuestion {
  /** Time after which the runs count that the window knows. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final TrainViewModel model;
  private final RunActions actions;
  private final TaskExecutor executor;
  private final Messages messages;
  private boolean asking;

  private enum Answer {
    GO_ON,
    PAUSE,
    KEEP_OPEN
  }

  CloseQuestion(
      TrainViewModel model, RunActions actions, TaskExecutor executor, Messages messages) {
    this.model = model;
    this.actions = actions;
    this.executor = executor;
    this.messages = messages;
  }

  /**
   * Asks, or closes the window where nothing runs.
   *
   * @param close closes the window without asking again
   * @return false if no workspace is open, so that there is nothing to ask
   */
  boolean ask(Window owner, Consumer<Scene> style, Runnable close) {
    Optional<ExplorerServices> services = model.services();
    if (services.isEmpty()) {
      return false;
    }
    if (!asking) {
      asking = true;
      new Reading(running -> ask(running, owner, style, close)).start(services.get());
    }
    return true;
  }

  /** Reads the running runs; the first answer counts. */
  private final class Reading {
    private final Consumer<List<RunSummary>> found;
    private TaskExecutor.Cancellable reading = () -> {};
    private TaskExecutor.Cancellable waiting = () -> {};
    private boolean answered;

    Reading(Consumer<List<RunSummary>> found) {
      this.found = found;
    }

    void start(ExplorerServices services) {
      waiting = executor.schedule(PATIENCE, () -> answer(model.running()));
      reading =
          executor.run(
              () -> services.trainingRuns().attached(),
              this::answer,
              failure -> answer(model.running()));
      if (answered) {
        waiting.cancel();
      }
    }

    private void answer(List<RunSummary> running) {
      if (!answered) {
        answered = true;
        reading.cancel();
        waiting.cancel();
        found.accept(running);
      }
    }
  }

  private void ask(List<RunSummary> running, Window owner, Consumer<Scene> style, Runnable close) {
    if (running.isEmpty()) {
      asking = false;
      close.run();
      return;
    }
    ChoiceDialog.show(
        owner,
        "close-runs",
        messages.text("train.close.title", running.size()),
        messages.text("train.close.text"),
        List.of(
            new Choice<>("train.close.go", "close-runs-go", ButtonData.OK_DONE, Answer.GO_ON),
            new Choice<>("train.close.pause", "close-runs-pause", ButtonData.NO, Answer.PAUSE),
            new Choice<>(
                "close.keep", "close-runs-keep", ButtonData.CANCEL_CLOSE, Answer.KEEP_OPEN)),
        messages,
        style,
        answer -> {
          asking = false;
          switch (answer) {
            case GO_ON -> actions.detachAll(running, close);
            case PAUSE -> actions.pauseAll(running, close);
            case KEEP_OPEN -> {}
          }
        });
  }
}
