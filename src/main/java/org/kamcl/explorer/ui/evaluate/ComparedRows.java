package org.kamcl.explorer.ui.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluations.PublishedRow;
import org.kamcl.explorer.api.Evaluations.Summary;
import org.kamcl.explorer.evaluation.EvaluationComparison;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;

/** What the shown evaluation is compared with: published rows and other evaluations. */
final class ComparedRows {
  private final ArchiveViewModel archive;
  private final ObservableValue<EvaluationDetails> details;
  private final ObservableList<Summary> stored;
  private final Consumer<Throwable> failed;
  private final LatestTask comparing;
  private final ObservableList<PublishedRow> published = FXCollections.observableArrayList();
  private final ObservableList<Summary> own = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Since> since = new ReadOnlyObjectWrapper<>();

  /** The name of the model that was asked to be compared with; empty for any. */
  private Optional<String> wanted = Optional.empty();

  /**
   * @param details the shown evaluation; null for none
   * @param stored all evaluations, the newest first
   * @param failed receives why an evaluation cannot be read
   */
  ComparedRows(
      ArchiveViewModel archive,
      ObservableValue<EvaluationDetails> details,
      ObservableList<Summary> stored,
      TaskExecutor executor,
      Consumer<Throwable> failed) {
    this.archive = archive;
    this.details = details;
    this.stored = stored;
    this.failed = failed;
    this.comparing = new LatestTask(executor);
  }

  /** Drops all rows. */
  void clear() {
    forgetChanges();
    own.clear();
    published.clear();
  }

  /** Drops the changes since another evaluation. */
  void forgetChanges() {
    comparing.cancel();
    since.set(null);
  }

  /**
   * Lists what the shown evaluation is compared with.
   *
   * @param sameQueries whether the one before was of the same images and captions, so that the rows
   *     which were chosen for it stay
   */
  void show(boolean sameQueries) {
    EvaluationDetails shown = details.getValue();
    if (!sameQueries) {
      published.clear();
    }
    // Beside a CLIP model stand the figures of its relatives, also if another kind was shown.
    shown.published().shownFirst().stream()
        .filter(row -> !published.contains(row))
        .forEach(published::add);
    sort();
    dropOthers();
    compare();
  }

  /** Drops rows that were deleted, and compares with another one if it was compared with such. */
  void storedChanged() {
    if (details.getValue() == null) {
      return;
    }
    dropOthers();
    Since shown = since.get();
    boolean gone =
        shown != null && stored.stream().noneMatch(row -> row.id().equals(shown.other().id()));
    if (gone) {
      forgetChanges();
      compare();
    }
  }

  private void dropOthers() {
    Evaluation shown = details.getValue().evaluation();
    own.removeIf(
        row ->
            row.id().equals(shown.id())
                || !row.setting().sameQueries(shown.setting())
                || !stored.contains(row));
  }

  private void compare() {
    comparable()
        .filter(row -> wanted.map(row.setting().model()::equals).orElse(true))
        .findFirst()
        .ifPresent(this::compareWith);
  }

  /**
   * Compares with a model, as soon as it is evaluated on the same images.
   *
   * @param model its name; empty for any
   */
  void want(Optional<String> model) {
    wanted = model;
  }

  /** Compares with the model that was asked for, if it is evaluated. */
  void compareWithWanted() {
    if (wanted.isPresent() && details.getValue() != null) {
      compare();
    }
  }

  /** Other evaluations of the same images and captions, the newest first. */
  private Stream<Summary> comparable() {
    EvaluationDetails shown = details.getValue();
    return shown == null
        ? Stream.empty()
        : stored.stream()
            .filter(row -> row.setting().sameQueries(shown.evaluation().setting()))
            .filter(row -> !row.id().equals(shown.evaluation().id()));
  }

  /** Earlier evaluations that are not in the table yet. */
  List<Summary> otherEvaluations() {
    return comparable().filter(row -> !own.contains(row)).toList();
  }

  /** Published rows that are not in the table yet. */
  List<PublishedRow> otherPublished() {
    EvaluationDetails shown = details.getValue();
    return shown == null
        ? List.of()
        : shown.published().rows().stream().filter(row -> !published.contains(row)).toList();
  }

  /** Adds a published row to the table. */
  void add(PublishedRow row) {
    published.add(row);
    sort();
  }

  /** CLIP models stand in a group of their own, below the others. */
  private void sort() {
    published.sort(
        Comparator.comparing(PublishedRow::isClip).thenComparingDouble(PublishedRow::meanRecall));
  }

  /** Adds an earlier evaluation to the table, and compares with it. */
  void compareWith(Summary row) {
    if (!own.contains(row)) {
      own.add(row);
    }
    Evaluation shown = details.getValue().evaluation();
    archive
        .services()
        .ifPresent(
            services ->
                comparing.start(
                    () -> {
                      Evaluation other = services.evaluations().load(row.id());
                      return new Since(other, EvaluationComparison.of(shown, other));
                    },
                    since::set,
                    failed));
  }

  /** Another evaluation and the changes since; null for none. */
  ReadOnlyObjectProperty<Since> sinceProperty() {
    return since.getReadOnlyProperty();
  }

  /** Published rows of the table. */
  ObservableList<PublishedRow> published() {
    return published;
  }

  /** Earlier evaluations in the table. */
  ObservableList<Summary> own() {
    return own;
  }

  boolean isBusy() {
    return comparing.isBusy();
  }

  void close() {
    comparing.cancel();
  }
}
