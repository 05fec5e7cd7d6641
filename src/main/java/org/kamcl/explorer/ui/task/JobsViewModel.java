package org.kamcl.explorer.ui.task;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobRunner;

/** The jobs that run now, newest first. */
public final class JobsViewModel {
  private final JobRunner runner;
  private final ObservableList<JobViewModel> running = FXCollections.observableArrayList();
  private final ObservableList<JobViewModel> readOnlyRunning =
      FXCollections.unmodifiableObservableList(running);

  /** Starts jobs with a runner that answers on the thread that draws. */
  public JobsViewModel(JobRunner runner) {
    this.runner = runner;
  }

  /** The jobs; changes as they come and go. */
  public ObservableList<JobViewModel> running() {
    return readOnlyRunning;
  }

  /**
   * Starts a job.
   *
   * @param cancelled it stopped because somebody wanted it to
   * @param failed it could not
   */
  public <T> JobViewModel start(
      Job<T> job, Consumer<T> done, Runnable cancelled, Consumer<Throwable> failed) {
    JobViewModel shown = new JobViewModel(job.title());
    running.add(0, shown);
    JobRunner.Running handle =
        runner.start(
            job,
            new JobRunner.JobListener<T>() {
              @Override
              public void progress(long done, long total, String message) {
                shown.at(done, total, message);
              }

              @Override
              public void done(T result) {
                running.remove(shown);
                done.accept(result);
              }

              @Override
              public void failed(Throwable failure) {
                running.remove(shown);
                if (failure instanceof CancellationException) {
                  cancelled.run();
                } else {
                  failed.accept(failure);
                }
              }
            });
    shown.cancelledBy(handle::cancel);
    return shown;
  }
}
