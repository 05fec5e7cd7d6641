package org.kamcl.engine.training.run;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.ProgramVersion;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.Leftovers;

/** Runs a training run from its start or its last checkpoint. */
public final class Trainer {
  /** Settings that can be changed while a run is paused. */
  static final List<String> CHANGEABLE =
      List.of(
          "epochs",
          "headLearningRate",
          "imageLearningRate",
          "textLearningRate",
          "weightDecay",
          "gradientClipNorm",
          "patience",
          "checkpointMinutes",
          "checkpointSteps");

  private final RunFolder run;
  private final ModelStore models;
  private final EngineRuntime runtime;
  private final WorkerPool workerPool;
  private final TrainingListener listener;
  private final DiskGuard disk;
  private final AtomicReference<StopRequest> pending = new AtomicReference<>(StopRequest.NONE);

  /**
   * @param models receives the trained model
   * @param workerPool decodes the images
   */
  public Trainer(
      RunFolder run,
      ModelStore models,
      EngineRuntime runtime,
      WorkerPool workerPool,
      TrainingListener listener) {
    this(run, models, runtime, workerPool, listener, FreeSpace.OF_DISK);
  }

  /** Asks for free space elsewhere. */
  Trainer(
      RunFolder run,
      ModelStore models,
      EngineRuntime runtime,
      WorkerPool workerPool,
      TrainingListener listener,
      FreeSpace space) {
    this.disk = new DiskGuard(run, space);
    this.run = run;
    this.models = models;
    this.runtime = runtime;
    this.workerPool = workerPool;
    this.listener = listener;
  }

  /** Why a run ended. */
  public enum EndReason {
    /** All epochs are done, or validation stopped improving. */
    FINISHED,
    /** Stopped by the user. */
    STOPPED,
    /** Paused; can be resumed. */
    PAUSED
  }

  /**
   * The outcome of a run.
   *
   * @param model the trained model; empty if the run was paused
   */
  public record Outcome(EndReason ending, Optional<StoredModel> model) {}

  /** Requests a checkpoint and an exit after the current step; from any thread. */
  public void pause() {
    pending.compareAndSet(StopRequest.NONE, StopRequest.PAUSE);
    pending.compareAndSet(StopRequest.STOP_AFTER_EPOCH, StopRequest.PAUSE);
  }

  /** Requests the model and the end of the run after the current step; from any thread. */
  public void stop() {
    pending.set(StopRequest.STOP);
  }

  /**
   * Trains.
   *
   * @param limit time after which the run is paused; empty for none
   * @throws KamclException if the run is over, another process works on it, the corpus has changed,
   *     the loss is not finite, or writing fails
   */
  public Outcome run(Optional<Duration> limit) {
    long begun = System.nanoTime();
    RunFolder.Status status = run.status();
    if (status == RunFolder.Status.FINISHED || status == RunFolder.Status.STOPPED) {
      throw new KamclException(RunError.RUN_IS_OVER, run.name(), status.text());
    }
    return run.lock()
        .hold(
            () -> {
              run.stopRequests().take();
              Leftovers.remove(run.path());
              try {
                disk.requireForResume();
              } catch (PauseException e) {
                return pausedAtOnce(e);
              }
              return runtime.keepingMemory(() -> train(begun, limit));
            });
  }

  /** Logs why the run does not go on; its log stays as it is otherwise. */
  private Outcome pausedAtOnce(PauseException reason) {
    try (RunEventLog events = new RunEventLog(run.eventsFile(), listener)) {
      events.appendOnFullDisk(TrainingEvents.paused(run, lastStep(run), reason.reason()), listener);
      events.sync();
    }
    return new Outcome(EndReason.PAUSED, Optional.empty());
  }

  /** The last step in the log of a run; 0 before the first. */
  static long lastStep(RunFolder run) {
    return run.events().stream()
        .map(event -> event.get("step"))
        .filter(Objects::nonNull)
        .mapToLong(JsonElement::getAsLong)
        .max()
        .orElse(0);
  }

  private Outcome train(long begun, Optional<Duration> limit) {
    RunSpec spec = run.spec();
    RunCorpus corpus = RunCorpus.read(spec);
    run.checkFiles();
    List<Problem> warnings = new ArrayList<>();
    Optional<WeightSet> checkpoint = checkpoint(spec, warnings);
    TrainingProgress trainingProgress =
        checkpoint.map(Checkpoint::progress).orElse(TrainingProgress.START);
    run.truncateEvents(trainingProgress).ifPresent(warnings::add);
    if (corpus.validation().isEmpty()) {
      warnings.add(Problem.of(RunError.NO_VALIDATION_SPLIT));
    }
    RunEnvironment environment = RunEnvironment.of(runtime);
    checkpoint
        .map(set -> environment.differences(set.metadata()))
        .filter(differences -> !differences.isEmpty())
        .ifPresent(
            differences -> warnings.add(Problem.of(RunError.OTHER_ENVIRONMENT, differences)));
    TrainingListener exports = new RunExports(run, spec, listener);
    try (RunEventLog events = new RunEventLog(run.eventsFile(), exports)) {
      events.append(started(spec, corpus, trainingProgress, environment));
      warnings.forEach(message -> events.warn(trainingProgress.step(), message));
      try (TrainingLoop loop =
          new TrainingLoop(
              run,
              spec,
              corpus,
              models,
              runtime,
              workerPool,
              environment,
              checkpoint.map(WeightSet::metadata).orElse(Map.of()),
              events,
              this::request,
              disk)) {
        checkpoint.ifPresent(loop::restore);
        Outcome outcome = loop.run(() -> request(begun, limit));
        events.sync();
        return outcome;
      } catch (PauseException e) {
        // While the run was prepared: nothing has changed since its last checkpoint.
        events.append(TrainingEvents.paused(run, trainingProgress.step(), e.reason()));
        events.sync();
        return new Outcome(EndReason.PAUSED, Optional.empty());
      } catch (RuntimeException e) {
        return ended(e, events);
      }
    }
  }

  /** The checkpoint to resume from; empty if the run begins. */
  private Optional<WeightSet> checkpoint(RunSpec spec, List<Problem> warnings) {
    OptionalLong logged =
        run.events().stream()
            .filter(e -> e.get("event").getAsString().equals("checkpoint"))
            .mapToLong(e -> e.get("step").getAsLong())
            .max();
    if (Checkpoint.exists(run.path())) {
      WeightSet found = Checkpoint.read(run.path(), spec.identity(), warnings::add);
      long step = Checkpoint.progress(found).step();
      if (warnings.isEmpty() && logged.orElse(step) > step) {
        // An earlier generation, put back by hand or from a backup, is intact in itself.
        warnings.add(Problem.of(RunError.CHECKPOINT_OLDER, step, logged.getAsLong()));
      }
      return Optional.of(found);
    }
    if (logged.isPresent()) {
      warnings.add(Problem.of(RunError.CHECKPOINTS_MISSING, run.path()));
    }
    return Optional.empty();
  }

  private StopRequest request(long begun, Optional<Duration> limit) {
    StopRequest stopRequest = request();
    boolean late = limit.isPresent() && System.nanoTime() - begun >= limit.get().toNanos();
    boolean ends = stopRequest == StopRequest.PAUSE || stopRequest == StopRequest.STOP;
    return late && !ends ? StopRequest.PAUSE : stopRequest;
  }

  /** The request of a person or another process; it stays until the run ends. */
  private StopRequest request() {
    StopRequest before = requireNonNull(pending.get());
    if (before == StopRequest.NONE || before == StopRequest.STOP_AFTER_EPOCH) {
      // What ends earlier replaces the end after the epoch.
      StopRequest asked = run.stopRequests().take();
      if (asked != StopRequest.NONE) {
        pending.compareAndSet(before, asked);
      }
    }
    return requireNonNull(pending.get());
  }

  private JsonObject started(
      RunSpec spec,
      RunCorpus corpus,
      TrainingProgress trainingProgress,
      RunEnvironment environment) {
    JsonObject event = RunEventLog.event("start", trainingProgress.step());
    event.addProperty("run", run.name());
    event.addProperty("resumed", trainingProgress.step() > 0);
    event.addProperty("corpus", corpus.name());
    event.addProperty("images", corpus.training().size());
    event.addProperty("validationImages", corpus.validation().size());
    event.addProperty("from", spec.from());
    event.addProperty("configuration", spec.configuration());
    event.addProperty("epochs", spec.training().schedule().epochs());
    event.addProperty("batchSize", spec.training().sampling().batchSize());
    event.addProperty("seed", spec.seed());
    event.addProperty("version", ProgramVersion.current());
    event.addProperty("device", environment.device().replace("()", ""));
    event.addProperty("threads", environment.threads());
    return event;
  }

  /** Pauses the run if its disk is full; other failures end its process. */
  private Outcome ended(RuntimeException failure, RunEventLog events) {
    try {
      return disk.paused(failure, events, lastStep(run), listener);
    } catch (RuntimeException e) {
      failed(events, failure);
      throw failure;
    }
  }

  private void failed(RunEventLog events, RuntimeException failure) {
    JsonObject event = RunEventLog.event("end", lastStep(run));
    event.addProperty("outcome", "failed");
    if (failure instanceof KamclException known) {
      RunEventLog.add(event, known.problem());
    } else {
      event.addProperty("message", failure.toString());
    }
    try {
      events.append(event);
    } catch (KamclException e) {
      // The failure can be a full disk; the exception reports it.
      failure.addSuppressed(e);
    }
  }

  /**
   * Changes settings of a paused run.
   *
   * @throws KamclException if a setting cannot be changed or a value is not allowed
   */
  public static void changeSettings(RunFolder run, Map<String, String> settings) {
    for (String name : settings.keySet()) {
      if (!CHANGEABLE.contains(name)) {
        throw new KamclException(RunError.SETTING_FIXED, name, CHANGEABLE);
      }
    }
    run.lock()
        .hold(
            () -> {
              RunSpec spec = run.spec();
              run.writeSpec(spec.with(spec.training().with(settings)));
              return spec;
            });
  }
}
