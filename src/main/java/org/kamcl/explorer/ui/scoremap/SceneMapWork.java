package org.kamcl.explorer.ui.scoremap;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.kamcl.explorer.api.SceneScoreMap;
import org.kamcl.explorer.api.SceneScoreMaps;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.map.Projection;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.progress.ProgressStage;

/** Makes one score map: at once if the embeddings of its scene are kept, otherwise as a job. */
final class SceneMapWork {
  private final SceneScoreMaps maps;
  private final ImageRecord scene;
  private final Query query;
  private final Projection projection;
  private final Outcome outcome;
  private TaskExecutor.Cancellable waiting = () -> {};
  private TaskExecutor.Cancellable running = () -> {};
  private boolean over;

  /** Receives what becomes of it; nothing after it was cancelled. */
  interface Outcome {
    /**
     * The scene is being embedded.
     *
     * @param job knows how far
     */
    void progress(JobViewModel job);

    void found(DrawnScores found);

    /** The user has cancelled the job in the list of jobs. */
    void cancelled();

    void failed(Throwable failure);
  }

  SceneMapWork(
      SceneScoreMaps maps, ImageRecord scene, Query query, Projection projection, Outcome outcome) {
    this.maps = maps;
    this.scene = scene;
    this.query = query;
    this.projection = projection;
    this.outcome = outcome;
  }

  /** Starts after a pause. */
  void start(Duration pause, TaskExecutor executor, JobsViewModel jobs, Messages messages) {
    if (pause.isZero()) {
      prepare(executor, jobs, messages);
    } else {
      waiting = executor.schedule(pause, () -> prepare(executor, jobs, messages));
    }
  }

  /** Cancels it; its outcome is told to nobody. */
  void cancel() {
    over = true;
    waiting.cancel();
    running.cancel();
  }

  private void prepare(TaskExecutor executor, JobsViewModel jobs, Messages messages) {
    waiting =
        executor.run(
            () -> maps.isEmbedded(scene),
            embedded -> {
              if (embedded) {
                computeAtOnce(executor);
              } else {
                embed(jobs, messages);
              }
            },
            this::failed);
  }

  private void computeAtOnce(TaskExecutor executor) {
    AtomicBoolean cancelled = new AtomicBoolean();
    TaskExecutor.Cancellable task =
        executor.run(() -> draw(context(cancelled)), this::found, this::failed);
    if (!over) {
      running =
          () -> {
            cancelled.set(true);
            task.cancel();
          };
    }
  }

  private static JobContext context(AtomicBoolean cancelled) {
    return new JobContext() {
      @Override
      public void onProgress(ProgressStage stage, long done, long total, String item) {}

      @Override
      public boolean cancelled() {
        return cancelled.get();
      }
    };
  }

  private void embed(JobsViewModel jobs, Messages messages) {
    String file = String.valueOf(scene.file().getFileName());
    JobViewModel[] own = new JobViewModel[1];
    own[0] =
        jobs.start(
            messages.text("scoremap.job", file),
            this::draw,
            found -> {
              end(own[0], messages.text("scoremap.job.done", found.map().tiles()));
              found(found);
            },
            this::cancelledByUser,
            failure -> {
              end(own[0], new ErrorFormatter(messages).format(failure));
              failed(failure);
            });
    JobViewModel job = own[0];
    if (job.ended()) {
      return;
    }
    running = job::cancel;
    job.progressProperty().addListener((property, before, now) -> progress(job));
    progress(job);
  }

  private static void end(JobViewModel job, String text) {
    if (job != null) {
      job.setOutcome(JobViewModel.Outcome.of(text));
    }
  }

  private void progress(JobViewModel job) {
    if (!over) {
      outcome.progress(job);
    }
  }

  private DrawnScores draw(JobContext context) {
    SceneScoreMap map = maps.map(scene, query, context);
    return DrawnScores.of(map, maps.place(map), projection);
  }

  private void found(DrawnScores found) {
    if (!over) {
      over = true;
      outcome.found(found);
    }
  }

  private void cancelledByUser() {
    if (!over) {
      over = true;
      outcome.cancelled();
    }
  }

  private void failed(Throwable failure) {
    if (!over) {
      over = true;
      outcome.failed(failure);
    }
  }
}
