package org.kamcl.explorer.ui.models;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.api.InstalledModels;
import org.kamcl.explorer.domain.InstalledModel;
import org.kamcl.explorer.domain.InstalledModel.Recognized;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** The installed models and the one that is looked at. */
final class ModelsViewModel {
  private final ArchiveViewModel archive;
  private final ToastsViewModel toasts;
  private final TaskExecutor executor;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final ObservableList<InstalledModel> models = FXCollections.observableArrayList();
  private final ObservableList<InstalledModel> readOnly =
      FXCollections.unmodifiableObservableList(models);
  private final ReadOnlyObjectWrapper<@Nullable InstalledModel> selected =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
  private final Map<String, Recognized> recognized = new HashMap<>();
  private TaskExecutor.Cancellable loading = () -> {};
  private Optional<String> wanted = Optional.empty();

  ModelsViewModel(
      ArchiveViewModel archive, ToastsViewModel toasts, TaskExecutor executor, Messages messages) {
    this.archive = archive;
    this.toasts = toasts;
    this.executor = executor;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
  }

  private Optional<InstalledModels> service() {
    return archive.services().map(services -> services.installedModels());
  }

  /** Reads the models again; the selection stays, as far as its model does. */
  void load() {
    loading.cancel();
    service()
        .ifPresent(
            service ->
                loading =
                    executor.run(
                        service::list, this::show, failure -> problem.set(errors.format(failure))));
  }

  private void show(List<InstalledModel> found) {
    problem.set("");
    if (loaded.get() && wanted.isEmpty() && found.equals(models)) {
      return;
    }
    InstalledModel before = selected.get();
    Optional<String> name = wanted.or(() -> Optional.ofNullable(before).map(InstalledModel::name));
    wanted = Optional.empty();
    models.setAll(found);
    loaded.set(true);
    selected.set(
        name.flatMap(this::find)
            .or(() -> found.stream().filter(InstalledModel::inUse).findFirst())
            .or(() -> found.stream().findFirst())
            .orElse(null));
  }

  private Optional<InstalledModel> find(String name) {
    return models.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  /** Looks at a model of the list; null is ignored, as lists report it while they change. */
  void select(@Nullable InstalledModel model) {
    if (model != null && !Objects.equals(model, selected.get())) {
      selected.set(model);
    }
  }

  /** Shows a model that was added, with what its file was recognized as. */
  void added(Recognized one) {
    recognized.put(one.model().name(), one);
    wanted = Optional.of(one.model().name());
    load();
  }

  /** What the file of a model was recognized as, if it was added in this session. */
  Optional<Recognized> recognized(InstalledModel model) {
    return Optional.ofNullable(recognized.get(model.name()));
  }

  /** Indexes what a model has not indexed yet, as a job, and then searches with it. */
  void index(InstalledModel model) {
    archive.models().indexWith(model.name());
  }

  /** Searches with a model that has indexed images already. */
  void use(InstalledModel model) {
    archive.models().use(model.name());
  }

  /** Deletes a model. */
  void remove(InstalledModel model) {
    change(
        service -> service.remove(model.name()),
        () -> {
          recognized.remove(model.name());
          toasts.show(messages.text("models.removed", model.name()));
          load();
        });
  }

  /** Writes the card of a model to a file. */
  void saveCard(InstalledModel model, Path target) {
    change(
        service -> service.saveCard(model.name(), target),
        () -> toasts.show(messages.text("models.card.saved", target)));
  }

  private void change(Consumer<InstalledModels> action, Runnable done) {
    service()
        .ifPresent(
            service ->
                executor.run(
                    () -> {
                      action.accept(service);
                      return true;
                    },
                    result -> done.run(),
                    this::failed));
  }

  /** Shows why something failed. */
  void failed(Throwable failure) {
    toasts.showProblem(errors.format(failure));
  }

  /** All models, the workspace's first. */
  ObservableList<InstalledModel> models() {
    return readOnly;
  }

  /** The model that is looked at; null if there is none. */
  ReadOnlyObjectProperty<@Nullable InstalledModel> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /** Why the models cannot be read; empty if they can. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether the models were read. */
  ReadOnlyBooleanProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }
}
