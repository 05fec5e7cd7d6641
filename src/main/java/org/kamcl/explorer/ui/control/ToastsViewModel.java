package org.kamcl.explorer.ui.control;

import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.Messages;

/** Short messages that disappear after some seconds; problems stay until they are dismissed. */
public final class ToastsViewModel {
  private static final Duration DURATION = Duration.ofSeconds(8);

  /** Longer, since a mistake has to be noticed first. */
  private static final Duration UNDOABLE_DURATION = Duration.ofSeconds(12);

  private static final int MAX_TOASTS = 3;

  private final TaskExecutor executor;
  private final Messages messages;
  private final ObservableList<Toast> toasts = FXCollections.observableArrayList();
  private final ObservableList<Toast> readOnly = FXCollections.unmodifiableObservableList(toasts);
  private final Map<Toast, TaskExecutor.Cancellable> expirations = new HashMap<>();

  /** Called when a toast has disappeared. Keys are compared by identity: texts repeat. */
  private final IdentityHashMap<Toast, Runnable> closings = new IdentityHashMap<>();

  /** Undoes the last undoable action, also after its toast disappeared. */
  private Runnable undo = () -> {};

  /** Without toasts. */
  public ToastsViewModel(TaskExecutor executor, Messages messages) {
    this.executor = executor;
    this.messages = messages;
  }

  /**
   * A message.
   *
   * @param problem whether it reports a problem
   * @param text one or two sentences
   * @param action offered with the message
   */
  public record Toast(boolean problem, String text, Optional<Action> action) {}

  /**
   * An action of a toast.
   *
   * @param name text of the link, a verb
   */
  public record Action(String name, Runnable run) {}

  /** Shows a result. */
  public void show(String text) {
    show(new Toast(false, text, Optional.empty()), DURATION);
  }

  /**
   * Shows a text as a result whenever it is set, and removes it when it is cleared.
   *
   * @param text empty for none
   * @param closed called when the toast has disappeared; clears the text
   */
  public void showNotices(ObservableValue<String> text, Runnable closed) {
    Toast[] shown = new Toast[1];
    text.addListener(
        (property, before, now) -> {
          if (shown[0] != null) {
            closings.remove(shown[0]);
            dismiss(shown[0]);
            shown[0] = null;
          }
          if (!now.isEmpty()) {
            shown[0] = new Toast(false, now, Optional.empty());
            closings.put(shown[0], closed);
            show(shown[0], DURATION);
          }
        });
  }

  /** Shows a result with a link that undoes it. */
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
    show(toast, UNDOABLE_DURATION);
  }

  /** Undoes the last undoable action, once. */
  public void undo() {
    undo.run();
  }

  /** Shows a result with a link. */
  public void showAction(String text, Action action) {
    show(new Toast(false, text, Optional.of(action)), DURATION);
  }

  /** Shows a problem. */
  public void showProblem(String text) {
    show(new Toast(true, text, Optional.empty()), DURATION);
  }

  private void show(Toast toast, Duration shown) {
    while (toasts.size() >= MAX_TOASTS) {
      dismiss(toasts.get(0));
    }
    toasts.add(toast);
    if (!toast.problem()) {
      expirations.put(toast, executor.schedule(shown, () -> dismiss(toast)));
    }
  }

  /** Runs the action of a toast and dismisses it. */
  public void run(Toast toast) {
    dismiss(toast);
    toast.action().ifPresent(action -> action.run().run());
  }

  /** Removes a toast. */
  public void dismiss(Toast toast) {
    toasts.remove(toast);
    Optional.ofNullable(expirations.remove(toast)).ifPresent(TaskExecutor.Cancellable::cancel);
    Optional.ofNullable(closings.remove(toast)).ifPresent(Runnable::run);
  }

  /** The visible toasts, oldest first. */
  public ObservableList<Toast> toasts() {
    return readOnly;
  }
}
