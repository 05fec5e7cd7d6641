package org.kamcl.explorer.ui.evaluate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluations;
import org.kamcl.explorer.api.Evaluations.CorpusSummary;
import org.kamcl.explorer.api.Evaluations.Request;
import org.kamcl.explorer.api.Evaluations.Stored;
import org.kamcl.explorer.api.Evaluations.Summary;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** The evaluation that is shown: which one, and how it comes to be shown. */
final class EvaluateViewModel {
  private final ArchiveViewModel archive;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final EvaluationChoice choice;
  private final StoredEvaluations stored;
  private final EvaluationRunner runner;
  private final ComparedRows rows;
  private final CaseList cases;
  private final CorpusImages images;
  private final QueueRun queueRun;
  private final RatedHitsViewModel rated;
  private final LatestTask loading;
  private final LatestTask showing;
  private final ReadOnlyObjectWrapper<EvaluationDetails> details = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper opening = new ReadOnlyBooleanWrapper();
  private final BooleanProperty rerank = new SimpleBooleanProperty();

  EvaluateViewModel(
      ArchiveViewModel archive,
      JobsViewModel jobs,
      ToastsViewModel toasts,
      TaskExecutor executor,
      Messages messages) {
    this.archive = archive;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
    this.choice = new EvaluationChoice(archive, executor, this::problem);
    this.stored = new StoredEvaluations(archive, executor, toasts, messages, this::problem);
    this.runner = new EvaluationRunner(jobs, messages, new Notices());
    this.rows = new ComparedRows(archive, details, stored.evaluations(), executor, this::problem);
    this.cases = new CaseList(details, rows.sinceProperty());
    this.images = new CorpusImages(archive);
    this.queueRun = new QueueRun(archive, executor);
    this.rated = new RatedHitsViewModel(archive, jobs, messages);
    this.loading = new LatestTask(executor);
    this.showing = new LatestTask(executor);
    choice.onChange(this::showChosen);
    stored.onChange(this::showWhatIsLeft);
    rows.sinceProperty().addListener((property, before, now) -> findQueueRun(now));
    rerank.addListener(
        (property, before, now) -> {
          EvaluationDetails shown = details.get();
          if (now && shown != null && shown.reranked().isEmpty() && !runner.isRunning()) {
            run();
          }
        });
  }

  /** How evaluations end otherwise than with a result. */
  private final class Notices implements EvaluationRunner.Outcomes {
    @Override
    public void begun() {
      notice.set("");
    }

    @Override
    public void cancelled() {
      notice.set(messages.text("evaluate.cancelled"));
    }

    @Override
    public void failed(Throwable failure) {
      problem(failure);
    }
  }

  private void findQueueRun(@Nullable Since since) {
    EvaluationDetails shown = details.get();
    queueRun.show(
        shown == null ? "" : shown.evaluation().setting().model(),
        shown == null || since == null ? null : since.other().setting().model());
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
                    services,
                    () -> {
                      if (choice.corpusProperty().get() == null
                          && !stored.evaluations().isEmpty()) {
                        choice.choose(stored.evaluations().get(0));
                      }
                    }));
  }

  private record Found(List<String> models, Stored stored, List<OfferedCorpus> corpora) {
    static Found in(ExplorerServices services) {
      Stored stored = services.evaluations().stored();
      return new Found(
          services.evaluations().models(), stored, KnownCorpora.of(services, stored.evaluations()));
    }
  }

  /** Reads the models, evaluations and corpora of the workspace again. */
  private void reload(ExplorerServices services, Runnable then) {
    loading.start(
        () -> Found.in(services),
        found -> {
          stored.show(found.stored());
          choice.offer(found.models(), found.corpora());
          found.stored().unreadable().stream()
              .findFirst()
              .ifPresent(damaged -> notice.set(errors.format(damaged.problem())));
          rows.storedChanged();
          then.run();
        },
        this::problem);
  }

  /** Shows the kept evaluation of the chosen model, corpus and split, or none. */
  private void showChosen() {
    Optional<Summary> kept = kept();
    if (kept.isEmpty()) {
      showing.cancel();
      opening.set(false);
      clear();
    } else if (!isShown(kept.get())) {
      show(kept.get());
    }
  }

  /** The newest evaluation of the chosen model, corpus and split. */
  private Optional<Summary> kept() {
    return stored.evaluations().stream()
        .filter(summary -> choice.isChosen(summary.setting()))
        .findFirst();
  }

  private boolean isShown(Summary summary) {
    EvaluationDetails shown = details.get();
    return shown != null && shown.evaluation().id().equals(summary.id());
  }

  /** Shows a stored evaluation, whichever model, corpus and split are chosen. */
  void open(Summary evaluation) {
    rows.want(Optional.empty());
    choice.choose(evaluation);
    if (!isShown(evaluation)) {
      show(evaluation);
    }
  }

  /** After evaluations were deleted or restored, shows another one if the shown one is gone. */
  private void showWhatIsLeft() {
    archive
        .services()
        .ifPresent(
            services ->
                reload(
                    services,
                    () -> {
                      if (stored.evaluations().stream().noneMatch(this::isShown)) {
                        clear();
                        showChosen();
                      }
                    }));
  }

  private void clear() {
    rows.clear();
    details.set(null);
  }

  private void show(Summary summary) {
    archive
        .services()
        .ifPresent(
            services ->
                show(services.evaluations(), () -> services.evaluations().load(summary.id())));
  }

  private void show(Evaluations evaluations, Supplier<Evaluation> source) {
    opening.set(true);
    showing.start(
        () -> {
          Evaluation evaluation = source.get();
          return EvaluationDetails.of(
              evaluation, evaluations.published(evaluation.setting(), evaluation.images().size()));
        },
        this::show,
        failure -> {
          opening.set(false);
          problem(failure);
        });
  }

  private void show(EvaluationDetails found) {
    opening.set(false);
    notice.set("");
    EvaluationDetails before = details.get();
    boolean sameQueries =
        before != null && before.evaluation().setting().sameQueries(found.evaluation().setting());
    // The changes are those of the captions of the evaluation before.
    rows.forgetChanges();
    if (!sameQueries) {
      cases.filterProperty().set(CaseFilter.ALL);
    }
    details.set(found);
    rows.show(sameQueries);
  }

  /** Evaluates the chosen model. */
  void run() {
    Optional<Request> request = choice.request(rerank.get());
    if (archive.services().isEmpty() || request.isEmpty() || runner.isRunning()) {
      return;
    }
    ExplorerServices services = archive.services().get();
    runner.run(
        services.evaluations(),
        request.get(),
        evaluation -> reload(services, () -> show(services.evaluations(), () -> evaluation)));
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
                    found -> reload(services, () -> compare(services, model, other, found, split)),
                    this::problem));
  }

  private void compare(
      ExplorerServices services,
      String model,
      Optional<String> other,
      CorpusSummary corpus,
      String split) {
    rows.want(other);
    // A model that was deleted since cannot be evaluated any more.
    if (other.isPresent() && choice.models().contains(other.get())) {
      choice.choose(other.get(), corpus, split);
      Optional<Request> before = choice.request(false);
      if (kept().isEmpty() && before.isPresent()) {
        runner.runAside(
            services.evaluations(),
            before.get(),
            evaluation -> reload(services, rows::compareWithWanted));
      }
    }
    choice.choose(model, corpus, split);
    if (kept().isEmpty()) {
      run();
    }
  }

  EvaluationChoice choice() {
    return choice;
  }

  /** The evaluations of the workspace. */
  StoredEvaluations stored() {
    return stored;
  }

  /** The evaluation that runs. */
  EvaluationRunner runner() {
    return runner;
  }

  /** What the shown evaluation is compared with. */
  ComparedRows rows() {
    return rows;
  }

  /** The run of the captioning queue that is shown. */
  QueueRun queueRun() {
    return queueRun;
  }

  /** The comparison of models by rated hits. */
  RatedHitsViewModel rated() {
    return rated;
  }

  /** The listed captions. */
  CaseList cases() {
    return cases;
  }

  /** The images of the corpus. */
  CorpusImages images() {
    return images;
  }

  /** The shown evaluation; null for none. */
  ReadOnlyObjectProperty<EvaluationDetails> detailsProperty() {
    return details.getReadOnlyProperty();
  }

  /** Whether a stored evaluation is being read, which takes a moment. */
  ReadOnlyBooleanProperty openingProperty() {
    return opening.getReadOnlyProperty();
  }

  /** What went wrong or was cancelled; empty for nothing. */
  ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  BooleanProperty rerankProperty() {
    return rerank;
  }

  boolean isSettled() {
    return !loading.isBusy()
        && !showing.isBusy()
        && !rows.isBusy()
        && !queueRun.isBusy()
        && !choice.isBusy()
        && !stored.isBusy()
        && !runner.isRunning();
  }

  void close() {
    loading.cancel();
    showing.cancel();
    queueRun.close();
    rows.close();
    choice.close();
  }
}
