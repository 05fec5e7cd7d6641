package org.kamcl.explorer.ui.collections;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** The jobs of a window that change the archive: runs them and formats their outcome. */
final class IndexingJobs {
  private final JobsViewModel jobs;
  private final Messages messages;
  private final ErrorFormatter errorFormatter;
  private final StringProperty notice;
  private final StringProperty problem;
  private final Runnable reload;
  private final ReadOnlyObjectWrapper<JobViewModel> indexing = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<IndexReport> report = new ReadOnlyObjectWrapper<>();
  private final List<JobViewModel> running = new ArrayList<>();
  private final Set<JobViewModel> started = new HashSet<>();

  /**
   * @param notice receives the outcome of indexing
   * @param problem receives failures and skipped files
   * @param reload reloads the archive at the end of a job
   */
  IndexingJobs(
      JobsViewModel jobs,
      Messages messages,
      StringProperty notice,
      StringProperty problem,
      Runnable reload) {
    this.jobs = jobs;
    this.messages = messages;
    this.errorFormatter = new ErrorFormatter(messages);
    this.notice = notice;
    this.problem = problem;
    this.reload = reload;
  }

  /** The running job that was started first, or null. */
  ReadOnlyObjectProperty<JobViewModel> indexingProperty() {
    return indexing.getReadOnlyProperty();
  }

  /** Report of the last indexing job, or null. */
  ReadOnlyObjectProperty<IndexReport> reportProperty() {
    return report.getReadOnlyProperty();
  }

  /** Whether a job was started here, and not by another window of the session. */
  boolean contains(JobViewModel job) {
    return started.contains(job);
  }

  /**
   * What a job does.
   *
   * @param subject identifies the work: a job with the same subject repeats or resumes it
   * @param title localized title
   */
  record Work(Object subject, String title, Job<IndexReport> job) {}

  /**
   * Runs a job that indexes images.
   *
   * @param before runs when the job is started or resumed
   * @param after runs at the end of the job: succeeded, canceled or failed
   */
  void index(Work work, Runnable before, Runnable after) {
    start(
        work,
        before,
        after,
        (view, result) -> {
          String sentence =
              messages.text(
                  "indexing.done", result.added(), result.unchanged(), result.withoutLocation());
          report.set(result);
          notice.set(sentence);
          succeeded(view, result, sentence);
        });
  }

  /**
   * Runs a job that changes indexed images.
   *
   * @param title localized title
   * @param format formats the result
   * @param then receives the formatted result
   */
  void change(
      String title,
      Job<IndexReport> job,
      Function<IndexReport, String> format,
      Consumer<String> then) {
    start(
        new Work(job, title, job),
        () -> {},
        () -> {},
        (view, result) -> {
          String sentence = format.apply(result);
          succeeded(view, result, sentence);
          then.accept(sentence);
        });
  }

  /**
   * @param before runs when the job is started or resumed
   * @param after runs at the end of the job: succeeded, canceled or failed
   */
  private void start(
      Work work, Runnable before, Runnable after, BiConsumer<JobViewModel, IndexReport> done) {
    before.run();
    // Otherwise a stopped job would still offer to resume what this one completes.
    jobs.withdrawRetries(work.subject());
    problem.set("");
    notice.set("");
    report.set(null);
    JobViewModel[] own = new JobViewModel[1];
    List<Runnable> early = new ArrayList<>();
    Consumer<Runnable> end =
        ending -> {
          // A job may end before its view model is returned.
          if (own[0] == null) {
            early.add(ending);
          } else {
            ending.run();
          }
        };
    own[0] =
        jobs.queue(
            work.title(),
            work.job(),
            result ->
                end.accept(
                    () -> {
                      after.run();
                      done.accept(own[0], result);
                    }),
            () ->
                end.accept(
                    () -> {
                      after.run();
                      own[0].setOutcome(
                          JobViewModel.Outcome.of(messages.text("indexing.canceled")));
                      ended(own[0]);
                    }),
            failure ->
                end.accept(
                    () -> {
                      after.run();
                      String sentence = errorFormatter.format(failure);
                      own[0].setOutcome(JobViewModel.Outcome.of(sentence));
                      problem.set(sentence);
                      ended(own[0]);
                    }));
    started.add(own[0]);
    own[0].setRetry(work.subject(), () -> start(work, before, after, done));
    early.forEach(Runnable::run);
    if (!own[0].ended()) {
      running.add(own[0]);
      indexing.set(running.get(0));
    }
  }

  private void succeeded(JobViewModel job, IndexReport result, String sentence) {
    job.setOutcome(
        new JobViewModel.Outcome(
            sentence,
            result.problems().stream()
                .map(
                    p ->
                        new JobViewModel.Skipped(
                            p.file().map(Path::toString).orElse(""), errorFormatter.format(p)))
                .toList(),
            result.warnings().stream().map(errorFormatter::format).toList()));
    if (!result.problems().isEmpty()) {
      problem.set(skipped(result));
    }
    ended(job);
  }

  /** Images indexed before a failure or cancellation are searchable. */
  private void ended(JobViewModel job) {
    running.remove(job);
    indexing.set(running.isEmpty() ? null : running.get(0));
    reload.run();
  }

  private String skipped(IndexReport result) {
    return messages.text(
        "indexing.skipped",
        result.problems().size(),
        errorFormatter.format(result.problems().get(0)));
  }
}
