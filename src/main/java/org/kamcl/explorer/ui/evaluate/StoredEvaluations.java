package org.kamcl.explorer.ui.evaluate;

import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.Evaluations;
import org.kamcl.explorer.api.Evaluations.Deletion;
import org.kamcl.explorer.api.Evaluations.Stored;
import org.kamcl.explorer.api.Evaluations.Summary;
import org.kamcl.explorer.api.Evaluations.Unreadable;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.Messages;

/** The evaluations of the workspace, and their deletion. */
final class StoredEvaluations {
  private final ArchiveViewModel archive;
  private final TaskExecutor executor;
  private final ToastsViewModel toasts;
  private final Messages messages;
  private final Consumer<Throwable> failed;
  private final ObservableList<Summary> evaluations = FXCollections.observableArrayList();
  private final ObservableList<Unreadable> unreadable = FXCollections.observableArrayList();
  private Runnable changed = () -> {};
  private int pending;

  /**
   * @param failed receives why an evaluation cannot be deleted or restored
   */
  StoredEvaluations(
      ArchiveViewModel archive,
      TaskExecutor executor,
      ToastsViewModel toasts,
      Messages messages,
      Consumer<Throwable> failed) {
    this.archive = archive;
    this.executor = executor;
    this.toasts = toasts;
    this.messages = messages;
    this.failed = failed;
  }

  /** Sets what happens after an evaluation was deleted or restored. */
  void onChange(Runnable action) {
    changed = action;
  }

  /** Shows what was read. */
  void show(Stored stored) {
    evaluations.setAll(stored.evaluations());
    unreadable.setAll(stored.unreadable());
  }

  /** Deletes an evaluation, and offers to restore it. */
  void delete(Summary evaluation) {
    delete(
        evaluation.id(),
        messages.text(
            "evaluate.stored.deleted",
            evaluation.setting().model(),
            evaluation.setting().corpus(),
            evaluation.setting().split()));
  }

  /** Deletes an evaluation whose file cannot be read, and offers to restore it. */
  void delete(Unreadable evaluation) {
    delete(evaluation.id(), messages.text("evaluate.stored.deleted.damaged", evaluation.id()));
  }

  private void delete(String id, String text) {
    act(
        services -> services.delete(id),
        deletion -> {
          changed.run();
          toasts.showUndoable(text, () -> restore(deletion));
        });
  }

  private void restore(Deletion deletion) {
    act(
        services -> {
          deletion.undo();
          return true;
        },
        restored -> changed.run());
  }

  private <T> void act(Function<Evaluations, T> action, Consumer<T> done) {
    archive
        .services()
        .ifPresent(
            services -> {
              pending++;
              executor.run(
                  () -> action.apply(services.evaluations()),
                  result -> {
                    pending--;
                    done.accept(result);
                  },
                  failure -> {
                    pending--;
                    failed.accept(failure);
                  });
            });
  }

  /** The evaluations, the newest first. */
  ObservableList<Summary> evaluations() {
    return evaluations;
  }

  /** Evaluations whose files cannot be read. */
  ObservableList<Unreadable> unreadable() {
    return unreadable;
  }

  boolean isBusy() {
    return pending > 0;
  }
}
