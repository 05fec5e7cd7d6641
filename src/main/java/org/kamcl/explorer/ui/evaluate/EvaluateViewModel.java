package org.kamcl.explorer.ui.evaluate;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluations;
import org.kamcl.explorer.api.Evaluations.CorpusSummary;
import org.kamcl.explorer.api.Evaluations.Partial;
import org.kamcl.explorer.api.Evaluations.PublishedRow;
import org.kamcl.explorer.api.Evaluations.Request;
import org.kamcl.explorer.api.Evaluations.Stored;
import org.kamcl.explorer.api.Evaluations.Summary;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.evaluation.EvaluationComparison;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** The evaluation that is shown, what it is compared with, and the one that runs. */
final class EvaluateViewModel {
  private static final String KAMCL = "KAMCL";

  private final ArchiveViewModel archive;
  private final JobsViewModel jobs;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final EvaluationChoice choice;
  private final LatestTask loading;
  private final LatestTask comparing;
  private final ObservableList<Summary> stored = FXCollections.observableArrayList();
  private final ObservableList<PublishedRow> published = FXCollections.observableArrayList();
  private final ObservableList<Summary> own = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<EvaluationDetails> details = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Since> since = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Partial> partial = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<JobViewModel> running = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
  private final ObjectProperty<CaseFilter> filter = new SimpleObjectProperty<>(CaseFilter.ALL);
  private final BooleanProperty rerank = new SimpleBooleanProperty();
  private final ObservableList<Case> cases = FXCollections.observableArrayList();

  /** Ids of images that are not in the archive; negative ones are of no image in it. */
  private final Map<Path, Long> ids = new HashMap<>();

  private final Map<Path, ImageRecord> archiveFiles = new HashMap<>();

  /** The name of the model that was asked to be compared with; empty for any. */
  private Optional<String> wantedOther = Optional.empty();

  EvaluateViewModel(
      ArchiveViewModel archive, JobsViewModel jobs, TaskExecutor executor, Messages messages) {
    this.archive = archive;
    this.jobs = jobs;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
    this.choice = new EvaluationChoice(archive, executor, this::problem);
    this.loading = new LatestTask(executor);
    this.comparing = new LatestTask(executor);
    choice.onChange(this::showChosen);
    archive.images().addListener((InvalidationListener) change -> archiveFiles.clear());
    filter.addListener((property, before, now) -> listCases());
    rerank.addListener(
        (property, before, now) -> {
          EvaluationDetails shown = details.get();
          if (now && shown != null && shown.reranked().isEmpty() && running.get() == null) {
            run();
          }
        });
  }

  private void problem(Throwable failure) {
    notice.set(errors.format(failure));
  }

  /** Reads the models and evaluations of the workspace, and shows the newest evaluation. */
  void load() {
    archive
        .services()
        .ifPresent(
            services ->
                reload(
                    services.evaluations(),
                    () -> {
                      if (choice.corpusProperty().get() == null && !stored.isEmpty()) {
                        choice.choose(stored.get(0));
                      }
                    }));
  }

  private record Found(List<String> models, Stored stored) {}

  /** Shows the kept evaluation of the chosen model, corpus and split, or none. */
  private void showChosen() {
    Optional<Summary> kept =
        stored.stream().filter(summary -> choice.isChosen(summary.setting())).findFirst();
    if (kept.isEmpty()) {
      clear();
    } else if (details.get() == null || !details.get().evaluation().id().equals(kept.get().id())) {
      String id = kept.get().id();
      archive
          .services()
          .ifPresent(
              services -> show(services.evaluations(), () -> services.evaluations().load(id)));
    }
  }

  private void clear() {
    details.set(null);
    since.set(null);
    own.clear();
    published.clear();
    cases.clear();
  }

  private void show(Evaluations evaluations, Supplier<Evaluation> source) {
    loading.start(
        () -> {
          Evaluation evaluation = source.get();
          return EvaluationDetails.of(
              evaluation, evaluations.published(evaluation.setting(), evaluation.images().size()));
        },
        this::show,
        this::problem);
  }

  private void show(EvaluationDetails found) {
    notice.set("");
    Evaluation before = details.get() == null ? null : details.get().evaluation();
    details.set(found);
    boolean sameQueries =
        before != null && before.setting().sameQueries(found.evaluation().setting());
    if (!sameQueries) {
      published.setAll(
          found.published().rows().stream().filter(row -> row.method().equals(KAMCL)).toList());
      filter.set(CaseFilter.ALL);
    }
    own.removeIf(
        row ->
            row.id().equals(found.evaluation().id())
                || !row.setting().sameQueries(found.evaluation().setting()));
    since.set(null);
    if (wantedOther.isPresent()) {
      compareWithWanted();
    } else {
      comparable().findFirst().ifPresent(this::compareWith);
    }
    listCases();
  }

  /** Other evaluations of the same images and captions, the newest first. */
  private Stream<Summary> comparable() {
    EvaluationDetails shown = details.get();
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
    EvaluationDetails shown = details.get();
    return shown == null
        ? List.of()
        : shown.published().rows().stream().filter(row -> !published.contains(row)).toList();
  }

  /** Adds a published row to the table. */
  void add(PublishedRow row) {
    published.add(row);
    published.sort(Comparator.comparingDouble(PublishedRow::meanRecall));
  }

  /** Adds an earlier evaluation to the table, and compares with it. */
  void compareWith(Summary row) {
    if (!own.contains(row)) {
      own.add(row);
    }
    Evaluation shown = details.get().evaluation();
    archive
        .services()
        .ifPresent(
            services ->
                comparing.start(
                    () -> {
                      Evaluation other = services.evaluations().load(row.id());
                      return new Since(other, EvaluationComparison.of(shown, other));
                    },
                    found -> {
                      since.set(found);
                      listCases();
                    },
                    this::problem));
  }

  /** Evaluates the chosen model. */
  void run() {
    Optional<Request> request = choice.request(rerank.get());
    if (archive.services().isEmpty() || request.isEmpty() || running.get() != null) {
      return;
    }
    Evaluations evaluations = archive.services().get().evaluations();
    AtomicReference<Partial> latest = new AtomicReference<>();
    partial.set(null);
    boolean[] over = {false};
    JobViewModel job =
        queue(
            evaluations.evaluate(request.get(), latest::set),
            request.get().model(),
            evaluation -> reload(evaluations, () -> show(evaluations, () -> evaluation)),
            () -> {
              over[0] = true;
              running.set(null);
              partial.set(null);
            });
    if (!over[0]) {
      running.set(job);
      job.progressProperty().addListener((property, before, now) -> takePartial(latest));
    }
  }

  /**
   * Queues an evaluation.
   *
   * @param done receives it
   * @param ended is called first when it has ended in any way
   */
  private JobViewModel queue(
      Job<Evaluation> job, String model, Consumer<Evaluation> done, Runnable ended) {
    notice.set("");
    return jobs.queue(
        messages.text("evaluate.job", model),
        job,
        evaluation -> {
          ended.run();
          done.accept(evaluation);
        },
        () -> {
          ended.run();
          notice.set(messages.text("evaluate.cancelled"));
        },
        failure -> {
          ended.run();
          problem(failure);
        });
  }

  private void takePartial(AtomicReference<Partial> latest) {
    Partial now = latest.getAndSet(null);
    if (now != null && running.get() != null) {
      partial.set(now);
    }
  }

  /** Reads the models and evaluations of the workspace again. */
  private void reload(Evaluations evaluations, Runnable then) {
    loading.start(
        () -> new Found(evaluations.models(), evaluations.stored()),
        found -> {
          stored.setAll(found.stored().evaluations());
          choice.offer(found.models(), stored);
          found.stored().problems().stream()
              .findFirst()
              .ifPresent(damaged -> notice.set(errors.format(damaged)));
          then.run();
        },
        this::problem);
  }

  /**
   * Shows what has changed from one model to another on a split. Models that were not evaluated on
   * it are evaluated first.
   *
   * @param other the model before; empty for any that was evaluated
   */
  void compare(String model, Optional<String> other, Path corpus, String split) {
    archive
        .services()
        .ifPresent(
            services ->
                loading.start(
                    () -> services.evaluations().corpus(corpus),
                    found ->
                        reload(
                            services.evaluations(),
                            () -> compare(services.evaluations(), model, other, found, split)),
                    this::problem));
  }

  private void compare(
      Evaluations evaluations,
      String model,
      Optional<String> other,
      CorpusSummary corpus,
      String split) {
    wantedOther = other;
    // A model that was deleted since cannot be evaluated any more.
    if (other.isPresent() && choice.models().contains(other.get())) {
      choice.choose(other.get(), corpus, split);
      Optional<Request> before = choice.request(false);
      boolean known = stored.stream().anyMatch(row -> choice.isChosen(row.setting()));
      if (!known && before.isPresent()) {
        queue(
            evaluations.evaluate(before.get(), some -> {}),
            other.get(),
            evaluation -> reload(evaluations, this::compareWithWanted),
            () -> {});
      }
    }
    choice.choose(model, corpus, split);
    if (stored.stream().noneMatch(row -> choice.isChosen(row.setting()))) {
      run();
    }
  }

  /** Compares what is shown with the model that was asked for, once both are evaluated. */
  private void compareWithWanted() {
    if (wantedOther.isPresent() && details.get() != null) {
      comparable()
          .filter(row -> row.setting().model().equals(wantedOther.get()))
          .findFirst()
          .ifPresent(this::compareWith);
    }
  }

  private void listCases() {
    EvaluationDetails shown = details.get();
    CaseFilter wanted = filter.get();
    if (shown == null) {
      cases.clear();
    } else if (wanted.kind() == CaseFilter.Kind.FAILURES) {
      cases.setAll(
          shown.worst().stream()
              .filter(index -> wanted.accepts(shown.evaluation(), index))
              .map(index -> new Case(index, Optional.empty()))
              .toList());
    } else if (since.get() != null) {
      boolean gained = wanted.kind() == CaseFilter.Kind.GAINED;
      cases.setAll(
          since.get().comparison().changes().stream()
              .filter(change -> change.gained() == gained)
              .filter(change -> wanted.accepts(shown.evaluation(), change.caption()))
              .map(change -> new Case(change.caption(), Optional.of(change)))
              .toList());
    } else {
      cases.clear();
    }
  }

  /** An image of the corpus, for thumbnails; one of the archive keeps its own record. */
  ImageRecord record(Evaluation.Image image) {
    return inArchive(image)
        .orElseGet(
            () ->
                ImageRecord.builder(
                        ids.computeIfAbsent(image.file(), file -> -1000L - ids.size()),
                        "",
                        image.file())
                    // Taken to be square; that of another shape is cropped.
                    .size(1, 1)
                    .build());
  }

  /** The image in the archive, if it has it. */
  Optional<ImageRecord> inArchive(Evaluation.Image image) {
    if (archiveFiles.isEmpty()) {
      for (ImageRecord one : archive.images()) {
        if (one.tile().isEmpty()) {
          archiveFiles.put(one.file().toAbsolutePath().normalize(), one);
        }
      }
    }
    return Optional.ofNullable(archiveFiles.get(image.file()));
  }

  EvaluationChoice choice() {
    return choice;
  }

  ReadOnlyObjectProperty<EvaluationDetails> detailsProperty() {
    return details.getReadOnlyProperty();
  }

  /** Another evaluation and the changes since; null for none. */
  ReadOnlyObjectProperty<Since> sinceProperty() {
    return since.getReadOnlyProperty();
  }

  /** What is known of a running evaluation; null for nothing. */
  ReadOnlyObjectProperty<Partial> partialProperty() {
    return partial.getReadOnlyProperty();
  }

  /** The running evaluation; null for none. */
  ReadOnlyObjectProperty<JobViewModel> runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** What went wrong or was cancelled; empty for nothing. */
  ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  ObjectProperty<CaseFilter> filterProperty() {
    return filter;
  }

  BooleanProperty rerankProperty() {
    return rerank;
  }

  /** The listed captions. */
  ObservableList<Case> cases() {
    return cases;
  }

  /** Published rows of the table. */
  ObservableList<PublishedRow> published() {
    return published;
  }

  /** Earlier evaluations in the table. */
  ObservableList<Summary> own() {
    return own;
  }

  boolean isSettled() {
    return !loading.isBusy() && !comparing.isBusy() && !choice.isBusy() && running.get() == null;
  }

  void close() {
    loading.cancel();
    comparing.cancel();
    choice.close();
  }
}
