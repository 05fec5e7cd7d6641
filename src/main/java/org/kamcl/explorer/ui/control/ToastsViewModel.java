package org.kamcl.explorer.ui.control;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.Messages;

/** Short notes on what was done, which go by themselves; problems stay until they are read. */
public final class ToastsViewModel {
  private static final Duration SHOWN = Duration.ofSeconds(6);

  /** Whoever did something by mistake has to notice it first. */
  private static final Duration UNDOABLE = Duration.ofSeconds(12);

  private static final int MOST = 3;

  private final TaskExecutor taskExecutor;
  private final Messages messages;
  private final ObservableList<Toast> toasts = FXCollections.observableArrayList();
  private final ObservableList<Toast> readOnly = FXCollections.unmodifiableObservableList(toasts);
  private final Map<Toast, TaskExecutor.Cancellable> leaving = new HashMap<>();

  /** Of what was done last, also when its note is gone. */
  private Runnable undo = () -> {};

  /** Nothing is said yet. */
  public ToastsViewModel(TaskExecutor taskExecutor, Messages messages) {
    this.taskExecutor = taskExecutor;
    this.messages = messages;
  }

  /**
   * A note.
   *
   * @param problem whether something went wrong
   * @param text a sentence
   * @param action what can be done about it
   */
  public record Toast(boolean problem, String text, Optional<Action> action) {}

  /**
   * Something that can be done.
   *
   * @param name a verb
   */
  public record Action(String name, Runnable run) {}

  /** Something is done. */
  public void show(String text) {
    show(new Toast(false, text, Optional.empty()), SHOWN);
  }

  /** Something is done that can be undone. */
  public void showUndoable(String text, Runnable action) {
    Runnable once =
        () -> {
          undo = () -> {};
          action.run();
        };
    Toast toast =
        new Toast(false, text, Optional.of(new Action(messages.text("toast.undo"), once)));
    undo =
        () -> {
          dismiss(toast);
          once.run();
        };
    show(toast, UNDOABLE);
  }

  /** Undoes what was done last, once. */
  public void undo() {
    undo.run();
  }

  /** Something is done, and something more can be. */
  public void showAction(String text, Action action) {
    show(new Toast(false, text, Optional.of(action)), SHOWN);
  }

  /** Something went wrong. */
  public void showProblem(String text) {
    show(new Toast(true, text, Optional.empty()), SHOWN);
  }

  private void show(Toast toast, Duration shown) {
    while (toasts.size() >= MOST) {
      dismiss(toasts.get(0));
    }
    toasts.add(toast);
    if (!toast.problem()) {
      leaving.put(toast, taskExecutor.schedule(shown, () -> dismiss(toast)));
    }
  }

  /** Does what a note offers; the note goes. */
  public void run(Toast toast) {
    dismiss(toast);
    toast.action().ifPresent(action -> action.run().run());
  }

  /** A note goes. */
  public void dismiss(Toast toast) {
    toasts.remove(toast);
    Optional.ofNullable(leaving.remove(toast)).ifPresent(TaskExecutor.Cancellable::cancel);
  }

  /** Those on show, the oldest first. */
  public ObservableList<Toast> toasts() {
    return readOnly;
  }
}
