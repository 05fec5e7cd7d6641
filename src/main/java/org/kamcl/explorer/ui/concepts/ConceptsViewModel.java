package org.kamcl.explorer.ui.concepts;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.kamcl.explorer.api.ConceptAnalysis.Concept;
import org.kamcl.explorer.api.ConceptAnalysis.Details;
import org.kamcl.explorer.api.ConceptAnalysis.Overview;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** The concepts of the model, and the selected one. */
final class ConceptsViewModel {
  /** Example images of the selected concept. */
  static final int EXAMPLES = 12;

  /** Which concepts are listed. */
  enum Kind {
    /** All. */
    ALL,
    /** Those that can be seen. */
    VISUAL,
    /** Those that cannot be seen. */
    NOT_VISUAL
  }

  private final ArchiveViewModel archive;
  private final SelectionViewModel selection;
  private final Background listing;
  private final Background describing;
  private final TaskExecutor executor;
  private final ErrorFormatter errors;
  private final ObservableList<Concept> all = FXCollections.observableArrayList();
  private final FilteredList<Concept> listed = new FilteredList<>(all);
  private final StringProperty filter = new SimpleStringProperty("");
  private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.ALL);
  private final ReadOnlyObjectWrapper<Overview> overview = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Details> details = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
  private Consumer<String> markProblem = sentence -> {};

  ConceptsViewModel(
      ArchiveViewModel archive,
      SelectionViewModel selection,
      TaskExecutor executor,
      Messages messages) {
    this.archive = archive;
    this.selection = selection;
    this.listing = new Background(executor);
    this.describing = new Background(executor);
    this.executor = executor;
    this.errors = new ErrorFormatter(messages);
    filter.addListener((property, before, text) -> applyFilter());
    kind.addListener((property, before, now) -> applyFilter());
    selection.conceptProperty().addListener((property, before, concept) -> describe());
  }

  private void applyFilter() {
    String text = filter.get().strip().toLowerCase(Locale.ROOT);
    Kind wanted = kind.get();
    listed.setPredicate(
        concept ->
            concept.name().toLowerCase(Locale.ROOT).contains(text)
                && (wanted == Kind.ALL || concept.visual() == (wanted == Kind.VISUAL)));
  }

  /** Reads the concepts of the archive as it is now. */
  void load() {
    archive
        .services()
        .ifPresent(
            services -> {
              loading.set(true);
              listing.start(
                  services.concepts()::overview,
                  this::show,
                  failure -> {
                    loading.set(false);
                    all.clear();
                    overview.set(null);
                    details.set(null);
                    problem.set(errors.format(failure));
                  });
            });
  }

  private void show(Overview found) {
    loading.set(false);
    problem.set("");
    all.setAll(found.concepts());
    overview.set(found);
    String selected = selection.conceptProperty().get();
    if (concept(selected) == null) {
      select(
          found.concepts().stream()
              .filter(concept -> concept.visual() && concept.archiveImages() > 0)
              .findFirst()
              .or(() -> found.concepts().stream().findFirst())
              .map(Concept::name)
              .orElse(null));
    } else {
      describe();
    }
  }

  /**
   * Marks a concept as visible in images or not, and counts anew.
   *
   * @param marked called once it is kept
   */
  void mark(String concept, boolean visual, Runnable marked) {
    archive
        .services()
        .ifPresent(
            services ->
                executor.run(
                    () -> {
                      services.concepts().mark(concept, visual);
                      return visual;
                    },
                    done -> {
                      load();
                      marked.run();
                    },
                    failure -> {
                      load();
                      markProblem.accept(errors.format(failure));
                    }));
  }

  /** Sets who is told why a mark was not kept. */
  void onMarkProblem(Consumer<String> told) {
    markProblem = told;
  }

  /** A listed concept; null if the model has none of that name. */
  Concept concept(String name) {
    return all.stream().filter(concept -> concept.name().equals(name)).findFirst().orElse(null);
  }

  /** Selects a concept, or none for null. */
  void select(String name) {
    selection.conceptProperty().set(name);
  }

  private void describe() {
    String name = selection.conceptProperty().get();
    if (name == null || concept(name) == null || archive.services().isEmpty()) {
      describing.cancel();
      details.set(null);
      return;
    }
    describing.start(
        cancelled -> archive.services().orElseThrow().concepts().details(name, EXAMPLES, cancelled),
        details::set,
        failure -> {
          details.set(null);
          problem.set(errors.format(failure));
        });
  }

  /** The concepts that match the filter. */
  ObservableList<Concept> listed() {
    return listed;
  }

  /** All concepts of the model. */
  List<Concept> all() {
    return all;
  }

  /** What the names of listed concepts contain. */
  StringProperty filterProperty() {
    return filter;
  }

  /** Which concepts are listed. */
  ObjectProperty<Kind> kindProperty() {
    return kind;
  }

  /** The concepts of the archive; null before they are read and if they cannot be. */
  ReadOnlyObjectProperty<Overview> overviewProperty() {
    return overview.getReadOnlyProperty();
  }

  /** Whether the model has no concepts; its images can still be plotted. */
  boolean hasNoConcepts() {
    Overview read = overview.get();
    return read != null && read.concepts().isEmpty();
  }

  /** The selected concept; null for none. */
  ReadOnlyObjectProperty<Details> detailsProperty() {
    return details.getReadOnlyProperty();
  }

  /** Why there are no concepts; empty if there are. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether concepts are being counted. */
  ReadOnlyBooleanProperty loadingProperty() {
    return loading.getReadOnlyProperty();
  }

  /** Whether no answer is pending. */
  boolean isSettled() {
    return !listing.isBusy() && !describing.isBusy();
  }

  /** Stops all work. */
  void close() {
    listing.cancel();
    describing.cancel();
  }
}
