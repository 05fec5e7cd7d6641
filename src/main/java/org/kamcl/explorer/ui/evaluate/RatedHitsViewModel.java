package org.kamcl.explorer.ui.evaluate;

import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.RatedComparison;
import org.kamcl.explorer.domain.IndexedModel;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** Compares two models of the archive by the hits that people rated. */
final class RatedHitsViewModel {
  private final ArchiveViewModel archive;
  private final JobsViewModel jobs;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final ObservableList<String> models = FXCollections.observableArrayList();
  private final ObjectProperty<String> model = new SimpleObjectProperty<>();
  private final ObjectProperty<String> other = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<RatedComparison> found = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();

  RatedHitsViewModel(ArchiveViewModel archive, JobsViewModel jobs, Messages messages) {
    this.archive = archive;
    this.jobs = jobs;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
    archive.models().all().addListener((InvalidationListener) change -> offer());
    offer();
  }

  /** Offers the models that have indexed the archive, the one in use first. */
  private void offer() {
    List<IndexedModel> searchable = archive.models().searchable();
    List<String> names = searchable.stream().map(IndexedModel::name).toList();
    if (!names.equals(models)) {
      models.setAll(names);
    }
    if (!names.contains(model.get())) {
      model.set(
          searchable.stream()
              .filter(IndexedModel::active)
              .findFirst()
              .map(IndexedModel::name)
              .orElse(names.isEmpty() ? null : names.get(0)));
    }
    if (!names.contains(other.get()) || other.get().equals(model.get())) {
      other.set(names.stream().filter(name -> !name.equals(model.get())).findFirst().orElse(null));
    }
  }

  /** Compares the chosen models, as a job. */
  void compare() {
    String one = model.get();
    String two = other.get();
    if (running.get() || one == null || two == null || one.equals(two)) {
      return;
    }
    archive
        .services()
        .ifPresent(
            services -> {
              running.set(true);
              notice.set("");
              jobs.queue(
                  messages.text("evaluate.rated.job", one, two),
                  services.compareByRatings(one, two),
                  result -> {
                    running.set(false);
                    found.set(result);
                  },
                  () -> {
                    running.set(false);
                    notice.set(messages.text("evaluate.rated.cancelled"));
                  },
                  failure -> {
                    running.set(false);
                    found.set(null);
                    notice.set(errors.format(failure));
                  });
            });
  }

  /** Names of the models that can be compared. */
  ObservableList<String> models() {
    return models;
  }

  ObjectProperty<String> modelProperty() {
    return model;
  }

  ObjectProperty<String> otherProperty() {
    return other;
  }

  /** The last comparison; null for none. */
  ReadOnlyObjectProperty<RatedComparison> foundProperty() {
    return found.getReadOnlyProperty();
  }

  /** What went wrong; empty for nothing. */
  ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }
}
