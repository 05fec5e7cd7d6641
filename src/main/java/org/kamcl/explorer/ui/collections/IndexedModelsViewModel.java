package org.kamcl.explorer.ui.collections;

import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.IndexedModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** The models that the archive is indexed with or can be, and the switch from one to another. */
public final class IndexedModelsViewModel {
  private final ArchiveViewModel archive;
  private final TaskExecutor executor;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final ObservableList<IndexedModel> models = FXCollections.observableArrayList();
  private final ObservableList<IndexedModel> readOnly =
      FXCollections.unmodifiableObservableList(models);
  private final ReadOnlyBooleanWrapper switching = new ReadOnlyBooleanWrapper();

  /**
   * @param executor reads the catalog and checks the files of models
   */
  IndexedModelsViewModel(ArchiveViewModel archive, TaskExecutor executor, Messages messages) {
    this.archive = archive;
    this.executor = executor;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
    archive.images().addListener((ListChangeListener<ImageRecord>) change -> read());
  }

  /** Counts again what is indexed, and looks which models there are. */
  public void read() {
    archive
        .services()
        .ifPresent(
            services ->
                executor.run(() -> services.modelChoice().indexed(), models::setAll, this::failed));
  }

  private void failed(Throwable failure) {
    archive.problem(errors.format(failure));
  }

  /**
   * Searches with another model from now on. Nothing happens if it is in use, or while one is being
   * checked.
   */
  public void use(String name) {
    boolean active = models.stream().anyMatch(model -> model.active() && model.name().equals(name));
    if (active || switching.get() || archive.services().isEmpty()) {
      return;
    }
    switching.set(true);
    executor.run(
        () -> {
          archive.services().orElseThrow().modelChoice().use(name);
          return name;
        },
        used -> {
          switching.set(false);
          archive.refresh();
        },
        failure -> {
          switching.set(false);
          failed(failure);
          read();
        });
  }

  /** Indexes what a model has not indexed, as a job, and searches with it when that is done. */
  public void indexWith(String name) {
    archive
        .services()
        .ifPresent(
            services ->
                archive.change(
                    services.indexAgain(name),
                    messages.text("finished.job", name),
                    report -> messages.text("finished.done", report.added(), name),
                    archive::notice));
  }

  /** The models, the one of the program first. */
  public ObservableList<IndexedModel> all() {
    return readOnly;
  }

  /** The models that can answer at once. */
  public List<IndexedModel> searchable() {
    return models.stream().filter(IndexedModel::isSearchable).toList();
  }

  /** Whether a model is being checked before it is used, which may take a moment. */
  public ReadOnlyBooleanProperty switchingProperty() {
    return switching.getReadOnlyProperty();
  }
}
