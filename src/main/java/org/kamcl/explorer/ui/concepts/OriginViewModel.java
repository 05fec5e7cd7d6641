package org.kamcl.explorer.ui.concepts;

import java.time.Duration;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.kamcl.explorer.api.ConceptAnalysis.Origin;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** What became of a word of the corpus: the typed one, or else the selected concept. */
final class OriginViewModel {
  /** Time without typing after which a word is looked up. */
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final ArchiveViewModel archive;
  private final ConceptsViewModel concepts;
  private final SelectionViewModel selection;
  private final TaskExecutor executor;
  private final ErrorFormatter errors;
  private final Background looking;
  private final ReadOnlyObjectWrapper<Origin> origin = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper word = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private TaskExecutor.Cancellable pause = () -> {};

  OriginViewModel(
      ArchiveViewModel archive,
      ConceptsViewModel concepts,
      SelectionViewModel selection,
      TaskExecutor executor,
      Messages messages) {
    this.archive = archive;
    this.concepts = concepts;
    this.selection = selection;
    this.executor = executor;
    this.errors = new ErrorFormatter(messages);
    this.looking = new Background(executor);
    concepts.filterProperty().addListener((property, before, text) -> later());
    concepts.overviewProperty().addListener((property, before, now) -> look());
    selection.conceptProperty().addListener((property, before, now) -> look());
  }

  private void later() {
    pause.cancel();
    pause = executor.schedule(PAUSE, this::look);
  }

  /** The typed word if it is a whole one, else the selected concept. */
  private String wanted() {
    String typed = concepts.filterProperty().get().strip().toLowerCase(Locale.ROOT);
    String selected = selection.conceptProperty().get();
    return typed.isEmpty() ? selected == null ? "" : selected : typed;
  }

  private void look() {
    String now = wanted();
    if (now.isEmpty() || archive.services().isEmpty()) {
      looking.cancel();
      word.set("");
      origin.set(null);
      return;
    }
    looking.start(
        cancelled -> archive.services().orElseThrow().concepts().origin(now),
        found -> {
          word.set(now);
          problem.set("");
          origin.set(found);
        },
        failure -> {
          word.set(now);
          origin.set(null);
          problem.set(errors.format(failure));
        });
  }

  /** The word. */
  String word() {
    return word.get();
  }

  /** What became of the word; null if there is none, or it cannot be told. */
  ReadOnlyObjectProperty<Origin> originProperty() {
    return origin.getReadOnlyProperty();
  }

  /** Why it cannot be told; empty if it can. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether no answer is pending. */
  boolean isSettled() {
    return !looking.isBusy();
  }

  /** Stops all work. */
  void close() {
    pause.cancel();
    looking.cancel();
  }
}
