package org.kamcl.engine.training.run;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.evaluation.CorpusEvaluator;
import org.kamcl.engine.evaluation.RetrievalResult;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.network.FeatureObserver;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.engine.training.LearningRateSchedule;
import org.kamcl.engine.training.TrainingState;
import org.kamcl.engine.training.TrainingStep;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.engine.training.data.BatchSource;
import org.kamcl.engine.training.data.RandomStreams;
import org.kamcl.engine.training.data.StepBatch;
import org.kamcl.engine.training.loss.StepLosses;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.error.Problem;
import org.kamcl.progress.ProgressStage;

/** The loop of a run: steps, validation, checkpoints and the final model. */
final class TrainingLoop implements AutoCloseable {
  private static final double SECOND = 1e9;
  private static final double MINUTE = 60 * SECOND;

  private final RunFolder run;
  private final TrainingConfig config;
  private final EngineRuntime runtime;
  private final Map<String, String> checkpointMetadata;
  private final RunEventLog events;
  private final Supplier<StopRequest> asked;
  private final RandomStreams randomStreams;
  private final DiskGuard disk;
  private final TrainedNetwork trained;
  private final TrainingState state;
  private final TrainingStep step;
  private final LearningRateSchedule rates;
  private final RunBatches prepared;
  private final BatchSource loader;
  private TrainingProgress trainingProgress = TrainingProgress.START;
  private long lastCheckpoint = System.nanoTime();

  /**
   * Loads the run and computes the values that are cached.
   *
   * @param checkpoint metadata of the checkpoint that will be restored; empty for a new run
   * @param asked polled while there are no steps: a pause ends preparation and validation at once
   * @param disk asked before anything large is written
   * @throws PauseException if a pause was asked for
   */
  TrainingLoop(
      RunFolder run,
      RunSpec spec,
      RunCorpus corpus,
      ModelStore models,
      EngineRuntime runtime,
      WorkerPool workerPool,
      RunEnvironment environment,
      Map<String, String> checkpoint,
      RunEventLog events,
      Supplier<StopRequest> asked,
      DiskGuard disk) {
    this.run = run;
    this.config = spec.training();
    this.runtime = runtime;
    this.checkpointMetadata = new LinkedHashMap<>(environment.metadata());
    this.events = events;
    this.asked = asked;
    this.disk = disk;
    this.randomStreams = new RandomStreams(spec.seed());
    this.trained =
        new TrainedNetwork(
            run, spec, corpus, models, runtime, workerPool, randomStreams, checkpoint, events);
    this.state = trained.state();
    checkpointMetadata.putAll(RunWeights.identity(run, spec));
    boolean made = false;
    try {
      this.prepared =
          RunBatches.prepare(
              run,
              spec,
              corpus,
              trained,
              runtime,
              workerPool,
              randomStreams,
              message -> events.warn(trainingProgress.step(), message),
              (stage, done, total, item) -> notifyProgress("prepare", stage, done, total));
      this.loader = prepared.batches();
      checkpointMetadata.putAll(prepared.metadata());
      this.rates = new LearningRateSchedule(config, state.network(), loader.batchesPerEpoch());
      this.step =
          new TrainingStep(
              state, config, rates, prepared.masks(), prepared.teacher(), FeatureObserver.NONE);
      made = true;
    } finally {
      if (!made) {
        trained.close();
      }
    }
  }

  /** Restores a checkpoint. */
  void restore(WeightSet checkpoint) {
    trainingProgress = trained.restore(checkpoint);
    if (prepared.differFrom(checkpoint.metadata())) {
      events.warn(trainingProgress.step(), Problem.of(RunError.FEATURES_DIFFER));
    }
  }

  /**
   * Runs until the end or a request.
   *
   * @param request polled after each step
   */
  Trainer.Outcome run(Supplier<StopRequest> request) {
    if (trainingProgress.step() == 0) {
      adaptBatchNorm();
    }
    try {
      return steps(request);
    } catch (PauseException e) {
      return pause(e.reason());
    }
  }

  private Trainer.Outcome steps(Supplier<StopRequest> request) {
    lastCheckpoint = System.nanoTime();
    StepTimer stepTimer = new StepTimer();
    while (trainingProgress.epoch() <= config.schedule().epochs() && !patienceExceeded()) {
      if (trainingProgress.batch() == 0 && isPhaseTwo(trainingProgress.epoch())) {
        events.append(TrainingEvents.phase(trainingProgress));
      }
      disk.requireForEpoch(state, trained.validation().isAvailable());
      BatchSource.Epoch epoch = loader.epoch(trainingProgress.epoch(), trainingProgress.batch());
      for (StepBatch batch = epoch.next(); batch != null; batch = epoch.next()) {
        step(batch, stepTimer);
        epoch.done(batch);
        StopRequest received = request.get();
        if (received == StopRequest.STOP) {
          return end(Trainer.EndReason.STOPPED);
        }
        if (received == StopRequest.PAUSE) {
          return pause(Optional.empty());
        }
        if (checkpointDue()) {
          checkpoint();
        }
      }
      if (System.nanoTime() - lastCheckpoint > MINUTE) {
        // A kill during validation must not lose the steps before it.
        checkpoint();
      }
      disk.requireForEpoch(state, trained.validation().isAvailable());
      validate();
      checkpoint();
      StopRequest received = request.get();
      boolean stops = received == StopRequest.STOP || received == StopRequest.STOP_AFTER_EPOCH;
      if (stops && trainingProgress.epoch() <= config.schedule().epochs()) {
        return end(Trainer.EndReason.STOPPED);
      }
    }
    return end(Trainer.EndReason.FINISHED);
  }

  /**
   * Seconds.
   *
   * @param statistics adaptation of batch normalization
   * @param step median of the steps, with the loading of their images
   * @param checkpoint a checkpoint
   * @param validation a validation; 0 without validation images
   */
  record Durations(double statistics, double step, double checkpoint, double validation) {}

  /** Measures some steps of the last epoch, in which every loss counts, and a validation. */
  Durations measure(int steps) {
    long begun = System.nanoTime();
    adaptBatchNorm();
    double statistics = (System.nanoTime() - begun) / SECOND;
    trainingProgress =
        new TrainingProgress(0, config.schedule().epochs(), 0, 0, trainingProgress.bestScore(), 0);
    List<Double> durations = new ArrayList<>();
    StepTimer timer = new StepTimer();
    BatchSource.Epoch epoch = loader.epoch(trainingProgress.epoch(), 0);
    while (durations.size() < steps) {
      begun = System.nanoTime();
      StepBatch batch = epoch.next();
      if (batch == null) {
        break;
      }
      step(batch, timer);
      epoch.done(batch);
      durations.add((System.nanoTime() - begun) / SECOND);
    }
    durations.sort(null);
    begun = System.nanoTime();
    checkpoint();
    double checkpoint = (System.nanoTime() - begun) / SECOND;
    begun = System.nanoTime();
    validate();
    double validated =
        trained.validation().isAvailable() ? (System.nanoTime() - begun) / SECOND : 0;
    return new Durations(statistics, durations.get(durations.size() / 2), checkpoint, validated);
  }

  /** Whether the concept loss begins with an epoch, after others without it. */
  private boolean isPhaseTwo(int epoch) {
    return epoch > 1
        && epoch == config.knowledge().conceptStartEpoch()
        && config.knowledge().conceptLossWeight() > 0;
  }

  /** Adapts batch normalization to the training images; the seed determines which ones. */
  private void adaptBatchNorm() {
    int batches =
        (config.encoders().batchNormAdaptationImages() + config.sampling().batchSize() - 1)
            / config.sampling().batchSize();
    BatchSource.Epoch images = loader.epoch(0, 0);
    for (int i = 0; i < Math.min(batches, loader.batchesPerEpoch()); i++) {
      StepBatch batch = requireNonNull(images.next());
      int number = i;
      runtime.infer(
          manager -> {
            step.adaptBatchNorm(manager, batch, number);
            return null;
          });
      images.done(batch);
      notifyProgress("prepare", ProgressStage.STATISTICS, i + 1, batches);
    }
    state.copyBatchNormStatistics();
  }

  /** Whether early stopping applies. */
  private boolean patienceExceeded() {
    return config.schedule().patience() > 0
        && trained.validation().isAvailable()
        && trainingProgress.bestEpoch() > 0
        && trainingProgress.epoch() - 1 - trainingProgress.bestEpoch()
            >= config.schedule().patience();
  }

  private boolean checkpointDue() {
    boolean steps =
        config.checkpoints().checkpointSteps() > 0
            && trainingProgress.step() % config.checkpoints().checkpointSteps() == 0;
    boolean minutes =
        config.checkpoints().checkpointMinutes() > 0
            && System.nanoTime() - lastCheckpoint
                > config.checkpoints().checkpointMinutes() * MINUTE;
    return steps || minutes;
  }

  private void step(StepBatch batch, StepTimer stepTimer) {
    long begun = System.nanoTime();
    double rate = rates.factor(state.step());
    StepLosses losses =
        runtime.train(
            randomStreams.stepSeed(state.step()),
            manager -> step.run(manager, batch, trainingProgress.epoch()));
    trainingProgress = trainingProgress.afterStep(losses.total());
    stepTimer.endStep(begun);
    events.append(
        TrainingEvents.step(
            trainingProgress, loader.batchesPerEpoch(), losses, rate, config, stepTimer));
  }

  private void validate() {
    double score = trainingProgress.bestScore();
    RetrievalResult result = null;
    List<JsonObject> seen = new ArrayList<>();
    if (trained.validation().isAvailable()) {
      CorpusEvaluator.Evaluation evaluation =
          trained
              .validation()
              .run(
                  state,
                  prepared.features(),
                  this::onValidationProgress,
                  (model, read, embeddings) -> seen.addAll(probe(model, read, embeddings)));
      evaluation
          .skipped()
          .values()
          .forEach(
              reason ->
                  events.warn(trainingProgress.step(), Problem.of(LegacyError.SENTENCE, reason)));
      result = evaluation.result();
      // The embeddings of concept heads alone stay as they are, so that no epoch is the best.
      score = config.knowledge().conceptHeadsOnly() ? score : result.meanRecall();
    }
    TrainingProgress next = trainingProgress.afterEpoch(score);
    boolean best =
        next.bestEpoch() == trainingProgress.epoch() && trained.validation().isAvailable();
    if (best) {
      trained.best().write(trainingProgress.epoch());
    }
    events.append(TrainingEvents.epoch(trainingProgress, result, best));
    seen.forEach(events::append);
    trainingProgress = next;
  }

  /** The events of probes and concepts. A query that fails must not end a run. */
  private List<JsonObject> probe(
      KamclModel embedder, List<CorpusImage> read, List<Embedding> embeddings) {
    List<JsonObject> seen = new ArrayList<>();
    try {
      List<Probe> probes =
          ProbeFile.read(run.path())
              .orElseGet(() -> Probe.suggest(trained.validation().images(), Probe.SUGGESTED));
      seen.add(ValidationProbes.probes(trainingProgress, embedder, probes, read, embeddings));
    } catch (KamclException e) {
      events.warn(trainingProgress.step(), e.problem());
    }
    seen.add(ValidationProbes.concepts(trainingProgress, embedder, read, embeddings));
    return seen;
  }

  private void onValidationProgress(ProgressStage stage, long done, long total, String item) {
    notifyProgress("validate", stage, done, total);
  }

  private void notifyProgress(String kind, ProgressStage stage, long done, long total) {
    events.notifyListener(
        TrainingEvents.progress(kind, trainingProgress.step(), stage, done, total));
    if (asked.get() == StopRequest.PAUSE) {
      throw new PauseException();
    }
  }

  private void checkpoint() {
    disk.requireForCheckpoint(state);
    long begun = System.nanoTime();
    // The log must contain all events up to the checkpoint.
    events.sync();
    Checkpoint.write(run.path(), state, trainingProgress, checkpointMetadata);
    trained.best().settle(trainingProgress);
    lastCheckpoint = System.nanoTime();
    double seconds = (lastCheckpoint - begun) / SECOND;
    events.append(TrainingEvents.checkpoint(trainingProgress.step(), seconds));
  }

  /**
   * Ends with a checkpoint. Where the disk has no room for it, the run continues from the last one.
   *
   * @param reason why the run cannot go on; empty if a person paused it
   */
  private Trainer.Outcome pause(Optional<Problem> reason) {
    if (reason.isEmpty() || disk.hasRoomForCheckpoint(state)) {
      checkpoint();
    }
    events.append(TrainingEvents.paused(run, trainingProgress.step(), reason));
    return new Trainer.Outcome(Trainer.EndReason.PAUSED, Optional.empty());
  }

  /** Stores the model and deletes the files that only a resume needs. */
  private Trainer.Outcome end(Trainer.EndReason endReason) {
    checkpoint();
    disk.requireForModel(state, trained.models());
    return trained.end(
        endReason, trainingProgress, prepared.features(), this::onValidationProgress);
  }

  @Override
  public void close() {
    prepared.close();
    trained.close();
  }
}
