package org.kamcl.explorer.cli.run;

import java.time.Duration;
import java.util.Optional;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.engine.training.run.RunEnding;
import org.kamcl.engine.training.run.RunFolder;
import org.kamcl.engine.training.run.Trainer;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.job.ShutdownSignal;
import org.kamcl.explorer.training.RunIndex;
import org.kamcl.explorer.training.TrainingRunService;

/** Trains a run in this process, until its end or until the process is asked to end. */
public final class TrainingProcess {
  private final CommandOutput commandOutput;
  private final Workspace workspace;
  private final DeviceChoice device;
  private final boolean json;

  /**
   * @param json whether events are printed instead of progress
   */
  public TrainingProcess(
      CommandOutput commandOutput, Workspace workspace, DeviceChoice device, boolean json) {
    this.commandOutput = commandOutput;
    this.workspace = workspace;
    this.device = device;
    this.json = json;
  }

  /**
   * Trains.
   *
   * @param limit time after which the run is paused; empty for none
   */
  public void train(RunFolder run, Optional<Duration> limit) {
    work(
        run,
        (report, runtime, workers) -> {
          Trainer trainer = new Trainer(run, workspace.models(), runtime, workers, report);
          return new Work(trainer::pause, () -> trainer.run(limit));
        });
  }

  /** Ends a run that is not running. */
  void end(RunFolder run) {
    work(
        run,
        (report, runtime, workers) -> {
          RunEnding ending = new RunEnding(run, report);
          return new Work(
              ending::interrupt, () -> ending.withModel(workspace.models(), runtime, workers));
        });
  }

  /**
   * What is done with a run.
   *
   * @param interrupt asks it to end
   */
  private record Work(Runnable interrupt, Runnable whole) {}

  private interface Maker {
    Work make(TrainingProgressPrinter report, EngineRuntime runtime, WorkerPool workers);
  }

  @SuppressWarnings("try") // Registrations are only closed.
  private void work(RunFolder run, Maker maker) {
    TrainingRunService runs = workspace.trainingRuns(RunIndex.NONE);
    runs.register(run.name());
    try (TrainingProgressPrinter report = new TrainingProgressPrinter(commandOutput, json);
        EngineRuntime runtime = EngineRuntime.open(device);
        WorkerPool workers = WorkerPool.forThisMachine()) {
      Work work = maker.make(report, runtime, workers);
      // The end of the process waits for the running step, and for the checkpoint after it.
      ShutdownSignal shutdown = commandOutput.shutdown();
      try (ShutdownSignal.Registration hold = shutdown.hold();
          ShutdownSignal.Registration pause = shutdown.onRequest(work.interrupt)) {
        work.whole.run();
      }
    } finally {
      if (!commandOutput.shutdown().requested()) {
        runs.startNext();
      }
    }
  }
}
