package org.kamcl.engine.training.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.engine.training.data.RandomStreams;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.Leftovers;
import org.kamcl.progress.ProgressListener;

/** Ends a run on which no process works, without a further step. */
public final class RunEnding {
  private final RunFolder run;
  private final TrainingListener listener;
  private final FreeSpace space;
  private final AtomicBoolean interrupted = new AtomicBoolean();

  /**
   * @param listener receives the events of the end
   */
  public RunEnding(RunFolder run, TrainingListener listener) {
    this(run, listener, FreeSpace.OF_DISK);
  }

  /** Asks for free space elsewhere. */
  RunEnding(RunFolder run, TrainingListener listener, FreeSpace space) {
    this.run = run;
    this.listener = listener;
    this.space = space;
  }

  /** Leaves the run as it was before, if its model is not stored yet; from any thread. */
  public void interrupt() {
    interrupted.set(true);
  }

  /**
   * Ends a run that has no checkpoint, so that there is nothing that could become a model.
   *
   * @throws KamclException if it is over already, or a process works on it
   */
  public static void withoutModel(RunFolder run) {
    new RunEnding(run, TrainingListener.NONE).end(step -> withoutModel(run, step));
  }

  private static Trainer.Outcome withoutModel(RunFolder run, long step) {
    try (RunEventLog events = new RunEventLog(run.eventsFile(), TrainingListener.NONE)) {
      events.append(TrainingEvents.stoppedWithoutModel(step));
      events.sync();
    }
    run.deleteResumeFiles();
    return new Trainer.Outcome(Trainer.EndReason.STOPPED, Optional.empty());
  }

  /**
   * Ends a run. The weights of its best epoch become its model, or those of its last checkpoint if
   * it was not validated; a run without a checkpoint has no model.
   *
   * @param models receives the model
   * @param workerPool decodes the validation images
   * @throws KamclException if it is over already, a process works on it, its corpus has changed, or
   *     writing fails
   */
  public Trainer.Outcome withModel(
      ModelStore models, EngineRuntime runtime, WorkerPool workerPool) {
    return end(
        step ->
            Checkpoint.exists(run.path())
                ? model(models, runtime, workerPool)
                : withoutModel(run, step));
  }

  private interface Work {
    /**
     * Ends the run.
     *
     * @param step last step of its log
     */
    Trainer.Outcome from(long step);
  }

  private Trainer.Outcome end(Work work) {
    RunFolder.Status status = run.status();
    if (status == RunFolder.Status.FINISHED || status == RunFolder.Status.STOPPED) {
      throw new KamclException(RunError.RUN_IS_OVER, run.name(), status.text());
    }
    return run.lock()
        .hold(
            () -> {
              run.announceEnd();
              try {
                Leftovers.remove(run.path());
                return work.from(Trainer.lastStep(run));
              } finally {
                run.stopRequests().take();
              }
            });
  }

  private Trainer.Outcome model(ModelStore models, EngineRuntime runtime, WorkerPool workerPool) {
    RunSpec spec = run.spec();
    RunCorpus corpus = RunCorpus.read(spec);
    run.checkFiles();
    List<Problem> warnings = new ArrayList<>();
    WeightSet checkpoint = Checkpoint.read(run.path(), spec.identity(), warnings::add);
    TrainingProgress progress = Checkpoint.progress(checkpoint);
    run.truncateEvents(progress).ifPresent(warnings::add);
    DiskGuard disk = new DiskGuard(run, space);
    Map<String, String> metadata = checkpoint.metadata();
    try (RunEventLog events =
            new RunEventLog(run.eventsFile(), new RunExports(run, spec, listener));
        TrainedNetwork trained =
            new TrainedNetwork(
                run,
                spec,
                corpus,
                models,
                runtime,
                workerPool,
                new RandomStreams(spec.seed()),
                metadata,
                events)) {
      warnings.forEach(warning -> events.warn(progress.step(), warning));
      try {
        TrainingProgress restored = trained.restore(checkpoint);
        disk.requireForModel(trained.state(), trained.models());
        return trained.end(
            Trainer.EndReason.STOPPED,
            restored,
            Optional.empty(),
            progress(events, progress.step()));
      } catch (PauseException e) {
        events.append(TrainingEvents.paused(run, progress.step(), e.reason()));
        events.sync();
        return new Trainer.Outcome(Trainer.EndReason.PAUSED, Optional.empty());
      } catch (RuntimeException e) {
        return disk.paused(e, events, progress.step(), listener);
      }
    }
  }

  private ProgressListener progress(RunEventLog events, long step) {
    return (stage, done, total, item) -> {
      events.notifyListener(TrainingEvents.progress("validate", step, stage, done, total));
      if (interrupted.get()) {
        throw new PauseException();
      }
    };
  }
}
