package org.kamcl.explorer.ui.task;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.error.Problem;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobRunner;
import org.kamcl.progress.ProgressStage;

/** The jobs of a session: running, queued and ended ones, newest first. */
public final class JobsViewModel {
  /** Number of ended jobs that are kept. */
  private static final int ENDED = 20;

  private final JobRunner runner;
  private final LongSupplier clock;
  private final ObservableList<JobViewModel> running = FXCollections.observableArrayList();
  private final ObservableList<JobViewModel> all = FXCollections.observableArrayList();
  // A field: the read-only view only forwards changes while it is strongly reachable.
  private final ObservableList<JobViewModel> readOnlyRunning =
      FXCollections.unmodifiableObservableList(running);
  private final ObservableList<JobViewModel> readOnlyAll =
      FXCollections.unmodifiableObservableList(all);
  private final Deque<Runnable> queue = new ArrayDeque<>();
  private boolean queueBusy;

  /**
   * @param runner runs jobs and calls back on the JavaFX thread
   */
  public JobsViewModel(JobRunner runner) {
    this(runner, System::nanoTime);
  }

  /**
   * @param clock current time in nanoseconds
   */
  JobsViewModel(JobRunner runner, LongSupplier clock) {
    this.runner = runner;
    this.clock = clock;
  }

  /** Running and queued jobs, newest first. */
  public ObservableList<JobViewModel> running() {
    return readOnlyRunning;
  }

  /** All jobs including ended ones, newest first. */
  public ObservableList<JobViewModel> all() {
    return readOnlyAll;
  }

  /**
   * Withdraws the offers of ended jobs to run again, because another job does the same work.
   *
   * @param subject identifies the work
   */
  public void withdrawRetries(Object subject) {
    all.forEach(job -> job.withdrawRetry(subject));
  }

  /** Removes ended jobs from the list. */
  public void clearEnded() {
    all.removeIf(JobViewModel::ended);
  }

  /**
   * Starts a job immediately.
   *
   * @param title localized title
   * @param cancelled called when the job was canceled
   * @param failed receives the failure
   */
  public <T> JobViewModel start(
      String title, Job<T> job, Consumer<T> done, Runnable cancelled, Consumer<Throwable> failed) {
    JobViewModel shown = shown(title);
    run(job, shown, new Listeners<>(done, cancelled, failed), () -> {});
    return shown;
  }

  /**
   * Queues a job. Queued jobs run one after another, as they compete for processors and the
   * catalog's write lock.
   *
   * @param title localized title
   * @param cancelled called when the job was canceled
   * @param failed receives the failure
   */
  public <T> JobViewModel queue(
      String title, Job<T> job, Consumer<T> done, Runnable cancelled, Consumer<Throwable> failed) {
    JobViewModel shown = shown(title);
    Runnable turn = () -> run(job, shown, new Listeners<>(done, cancelled, failed), this::runNext);
    if (queueBusy) {
      queue.add(turn);
      shown.setCanceller(
          () -> {
            if (queue.remove(turn)) {
              ended(shown, JobViewModel.State.CANCELLED);
              cancelled.run();
            }
          });
    } else {
      queueBusy = true;
      turn.run();
    }
    return shown;
  }

  private void runNext() {
    Runnable turn = queue.poll();
    queueBusy = turn != null;
    if (turn != null) {
      turn.run();
    }
  }

  private JobViewModel shown(String title) {
    JobViewModel shown = new JobViewModel(title);
    running.add(0, shown);
    all.add(0, shown);
    return shown;
  }

  /** Callbacks for the end of a job. */
  private record Listeners<T>(Consumer<T> done, Runnable cancelled, Consumer<Throwable> failed) {}

  private <T> void run(Job<T> job, JobViewModel shown, Listeners<T> listeners, Runnable next) {
    shown.setState(JobViewModel.State.RUNNING);
    JobRunner.JobHandle handle =
        runner.start(
            job,
            new JobRunner.JobListener<T>() {
              @Override
              public void onProgress(ProgressStage stage, long done, long total, String item) {
                shown.setWaiting(Optional.empty());
                shown.update(clock.getAsLong(), done, total, item);
              }

              @Override
              public void waiting(Problem reason) {
                shown.update(clock.getAsLong(), 0, 0, "");
                shown.setWaiting(Optional.of(reason));
              }

              @Override
              public void resumed() {
                shown.setWaiting(Optional.empty());
                shown.update(clock.getAsLong(), 0, 0, "");
              }

              @Override
              public void succeeded(T result) {
                ended(shown, JobViewModel.State.SUCCEEDED);
                listeners.done().accept(result);
                next.run();
              }

              @Override
              public void failed(Throwable failure) {
                if (failure instanceof CancellationException) {
                  ended(shown, JobViewModel.State.CANCELLED);
                  listeners.cancelled().run();
                } else {
                  ended(shown, JobViewModel.State.FAILED);
                  listeners.failed().accept(failure);
                }
                next.run();
              }
            });
    shown.setCanceller(handle::cancel);
  }

  private void ended(JobViewModel job, JobViewModel.State how) {
    job.setState(how);
    running.remove(job);
    List<JobViewModel> before = all.stream().filter(JobViewModel::ended).toList();
    if (before.size() > ENDED) {
      all.remove(before.get(before.size() - 1));
    }
  }
}
