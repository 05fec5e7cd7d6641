package org.kamcl.explorer.ui.evaluate;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluations;
import org.kamcl.explorer.api.Evaluations.Partial;
import org.kamcl.explorer.api.Evaluations.Request;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.Messages;

/** Evaluates models as jobs; what is known of the one that is looked at is shown while it runs. */
final class EvaluationRunner {
  private final JobsViewModel jobs;
  private final Messages messages;
  private final Outcomes outcomes;
  private final ReadOnlyObjectWrapper<Partial> partial = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<JobViewModel> running = new ReadOnlyObjectWrapper<>();

  /** Receives how evaluations end otherwise than with a result. */
  interface Outcomes {
    /** An evaluation begins. */
    void begun();

    void cancelled();

    void failed(Throwable failure);
  }

  EvaluationRunner(JobsViewModel jobs, Messages messages, Outcomes outcomes) {
    this.jobs = jobs;
    this.messages = messages;
    this.outcomes = outcomes;
  }

  /**
   * Evaluates, and shows how far that is.
   *
   * @param done receives the evaluation
   */
  void run(Evaluations evaluations, Request request, Consumer<Evaluation> done) {
    AtomicReference<Partial> latest = new AtomicReference<>();
    partial.set(null);
    boolean[] over = {false};
    JobViewModel job =
        queue(
            evaluations.evaluate(request, latest::set),
            request.model(),
            done,
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
   * Evaluates beside what is shown.
   *
   * @param done receives the evaluation
   */
  void runAside(Evaluations evaluations, Request request, Consumer<Evaluation> done) {
    queue(evaluations.evaluate(request, some -> {}), request.model(), done, () -> {});
  }

  /**
   * Queues an evaluation.
   *
   * @param ended is called first when it has ended in any way
   */
  private JobViewModel queue(
      Job<Evaluation> job, String model, Consumer<Evaluation> done, Runnable ended) {
    outcomes.begun();
    return jobs.queue(
        messages.text("evaluate.job", model),
        job,
        evaluation -> {
          ended.run();
          done.accept(evaluation);
        },
        () -> {
          ended.run();
          outcomes.cancelled();
        },
        failure -> {
          ended.run();
          outcomes.failed(failure);
        });
  }

  private void takePartial(AtomicReference<Partial> latest) {
    Partial now = latest.getAndSet(null);
    if (now != null && isRunning()) {
      partial.set(now);
    }
  }

  boolean isRunning() {
    return running.get() != null;
  }

  /** What is known of a running evaluation; null for nothing. */
  ReadOnlyObjectProperty<Partial> partialProperty() {
    return partial.getReadOnlyProperty();
  }

  /** The running evaluation; null for none. */
  ReadOnlyObjectProperty<JobViewModel> runningProperty() {
    return running.getReadOnlyProperty();
  }
}
