package org.kamcl.explorer.ui.collections;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.ModelChoice;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** Why the model of the archive cannot be used, and the models that can be chosen instead. */
public final class ModelChoiceViewModel {
  private final ArchiveViewModel archive;
  private final TaskExecutor taskExecutor;
  private final ErrorFormatter errorFormatter;
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ObservableList<String> names = FXCollections.observableArrayList();
  private final ObservableList<String> readOnlyNames =
      FXCollections.unmodifiableObservableList(names);

  /**
   * Checks the model whenever the archive was read.
   *
   * @param taskExecutor reads the files of the model
   */
  public ModelChoiceViewModel(
      ArchiveViewModel archive, TaskExecutor taskExecutor, Messages messages) {
    this.archive = archive;
    this.taskExecutor = taskExecutor;
    this.errorFormatter = new ErrorFormatter(messages);
    archive.summaryProperty().addListener((property, before, now) -> check());
  }

  /** A problem and the models without it. */
  private record Choice(Optional<Problem> problem, List<String> names) {
    static Choice of(ModelChoice models) {
      Optional<Problem> problem = models.problem();
      return new Choice(problem, problem.isPresent() ? models.names() : List.of());
    }
  }

  private void check() {
    archive
        .services()
        .ifPresent(
            services ->
                taskExecutor.run(
                    () -> Choice.of(services.modelChoice()), this::show, this::failed));
  }

  private void show(Choice choice) {
    names.setAll(choice.names());
    set(choice.problem().map(errorFormatter::format).orElse(""));
  }

  private void failed(Throwable failure) {
    set(errorFormatter.format(failure));
  }

  private void set(String sentence) {
    problem.set(sentence);
    archive.setModelProblem(sentence);
  }

  /** Uses another model, which may have a problem of its own. */
  public void choose(String name) {
    archive
        .services()
        .ifPresent(
            services ->
                taskExecutor.run(
                    () -> {
                      services.modelChoice().choose(name);
                      return Choice.of(services.modelChoice());
                    },
                    choice -> {
                      show(choice);
                      archive.refresh();
                    },
                    this::failed));
  }

  /** Why the model cannot be used; empty if it can. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Names of the models that can be chosen instead. */
  public ObservableList<String> names() {
    return readOnlyNames;
  }

  /** Hides the problem until the archive changes. */
  public void dismiss() {
    set("");
  }
}
