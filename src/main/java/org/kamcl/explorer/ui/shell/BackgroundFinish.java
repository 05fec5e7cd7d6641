package org.kamcl.explorer.ui.shell;

import java.time.Duration;
import java.util.List;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.stage.Stage;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;

/**
 * Hides the window until the running jobs have ended, then ends the program. If a job fails, the
 * window comes back instead, so that the failure is not lost.
 */
final class BackgroundFinish {
  /** Time to write what follows the end of a job, such as the journal. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Stage stage;
  private final JobsViewModel jobs;
  private final TaskExecutor executor;
  private final Runnable exit;
  private final ListChangeListener<JobViewModel> listener = change -> ended();
  private List<JobViewModel> watched = List.of();
  private boolean implicitExit;

  /**
   * @param exit ends the program
   */
  BackgroundFinish(Stage stage, JobsViewModel jobs, TaskExecutor executor, Runnable exit) {
    this.stage = stage;
    this.jobs = jobs;
    this.executor = executor;
    this.exit = exit;
  }

  /** Hides the window. */
  void start() {
    watched = List.copyOf(jobs.running());
    // Otherwise the toolkit ends with its last window.
    implicitExit = Platform.isImplicitExit();
    Platform.setImplicitExit(false);
    stage.hide();
    jobs.running().addListener(listener);
    ended();
  }

  private void ended() {
    if (jobs.running().isEmpty()) {
      jobs.running().removeListener(listener);
      executor.schedule(GRACE, this::finish);
    }
  }

  private void finish() {
    if (watched.stream().anyMatch(job -> job.stateProperty().get() == JobViewModel.State.FAILED)) {
      stage.show();
      Platform.setImplicitExit(implicitExit);
    } else {
      exit.run();
    }
  }
}
