package org.kamcl.engine.training;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.evaluation.CorpusEvaluation;
import org.kamcl.engine.evaluation.RetrievalResult;
import org.kamcl.engine.inference.CaptionReader;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.knowledge.ConceptTargets;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.knowledge.ImageTags;
import org.kamcl.engine.network.FeatureTap;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.Workers;
import org.kamcl.engine.training.RunFolder.Request;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;

/** A run's steps, epochs, checkpoints and end. */
final class TrainingLoop implements AutoCloseable {
  private static final double SECOND = 1e9;
  private static final double MINUTE = 60 * SECOND;
  private static final Gson GSON = new Gson();

  private final RunFolder run;
  private final TrainingConfig config;
  private final ModelStore models;
  private final EngineRuntime runtime;
  private final RunEnvironment environment;
  private final RunEvents events;
  private final Draws draws;
  private final TrainingState state;
  private final TrainingStep step;
  private final LearningRates rates;
  private final BatchLoader loader;
  private final Validation validation;
  private final RunModel model;
  private Progress progress = Progress.START;
  private long lastCheckpoint = System.nanoTime();

  /** Reads what the run needs and computes what is computed once. */
  TrainingLoop(
      RunFolder run,
      RunSpec spec,
      RunCorpus corpus,
      ModelStore models,
      EngineRuntime runtime,
      Workers workers,
      RunEnvironment environment,
      RunEvents events) {
    this.run = run;
    this.config = spec.training();
    this.models = models;
    this.runtime = runtime;
    this.environment = environment;
    this.events = events;
    this.draws = new Draws(spec.seed());
    ConceptVocabulary concepts = ConceptVocabulary.read(run.path().resolve(ModelFiles.CONCEPTS));
    CaptionReader captions = CaptionReader.open(run.path(), spec.network(), concepts);
    KamclNetwork network = new KamclNetwork(spec.network());
    Pairs pairs = new Pairs(corpus.training());
    this.state = start(network);
    boolean made = false;
    try {
      CaptionBank bank =
          CaptionBank.make(
              runtime,
              network,
              state.parameters(),
              config,
              captions,
              pairs.captions(),
              done -> show("prepare", "captions", done, pairs.captions().size()));
      NegativeMasks masks = config.contrastive().maskShared() ? new NegativeMasks(pairs) : null;
      this.loader =
          new BatchLoader(
              pairs,
              labels(corpus.training(), concepts),
              bank,
              config.sampling().synonyms() > 0 ? run.synonyms() : null,
              config,
              spec.network(),
              draws,
              workers,
              message -> events.warn(progress.step(), message));
      this.rates = new LearningRates(config, loader.batchesPerEpoch());
      this.step = new TrainingStep(state, config, rates, masks, bank.teacher(), FeatureTap.NONE);
      this.validation =
          new Validation(
              RunModel.card(spec), runtime, workers, concepts, captions, corpus.validation());
      this.model = new RunModel(run, spec, corpus, runtime, validation);
      made = true;
    } finally {
      if (!made) {
        state.close();
      }
    }
  }

  private TrainingState start(KamclNetwork network) {
    Path file = run.path().resolve(RunFolder.START);
    List<ParameterSpec> specs = network.specs();
    WeightSet weights = SafeTensors.read(file);
    NetworkParameters parameters =
        ModelFiles.load(weights, specs, runtime.manager(), file.toString());
    NetworkParameters keys =
        config.momentum().momentumWeight() > 0 && !config.momentum().pairAllKeys()
            ? MomentumEncoder.published(network, parameters, draws.keys(), runtime.manager())
            : null;
    TrainingState begun =
        new TrainingState(network, config, parameters, keys, draws, runtime.manager());
    String scale = weights.metadata().get(TrainingState.LOG_SCALE);
    if (scale != null) {
      begun.logScale(Float.parseFloat(scale));
    }
    return begun;
  }

  private ConceptTargets labels(List<CorpusImage> images, ConceptVocabulary concepts) {
    ConceptTargets own =
        ConceptTargets.of(images.stream().map(i -> ImageTags.of(i.captions())).toList(), concepts);
    return config.knowledge().ownConceptLabels()
        ? own
        : own.byPosition(draws.labelOrder(own.size()));
  }

  /** Goes on where a checkpoint was written. */
  void restore(WeightSet checkpoint) {
    Checkpoint.restore(checkpoint, state);
    progress = Checkpoint.progress(checkpoint);
  }

  /**
   * Runs to the end.
   *
   * @param request is asked after every step
   */
  Trainer.Outcome run(Supplier<Request> request) {
    if (progress.step() == 0) {
      adaptNorms();
    }
    lastCheckpoint = System.nanoTime();
    Pace pace = new Pace();
    while (progress.epoch() <= config.schedule().epochs() && !exhausted()) {
      BatchLoader.Epoch epoch = loader.epoch(progress.epoch(), progress.batch());
      for (StepBatch batch = epoch.next(); batch != null; batch = epoch.next()) {
        step(batch, pace);
        epoch.done(batch);
        Request asked = request.get();
        if (asked == Request.STOP) {
          return end(Trainer.Ending.STOPPED);
        }
        if (asked == Request.PAUSE) {
          return pause();
        }
        if (due()) {
          checkpoint();
        }
      }
      if (System.nanoTime() - lastCheckpoint > MINUTE) {
        // The validation shall not be the price of a kill.
        checkpoint();
      }
      validate();
      checkpoint();
    }
    return end(Trainer.Ending.FINISHED);
  }

  /** Lets the normalisations know the training images; the same images for the same seed. */
  private void adaptNorms() {
    int batches =
        (config.encoders().normImages() + config.sampling().batchSize() - 1)
            / config.sampling().batchSize();
    BatchLoader.Epoch images = loader.epoch(0, 0);
    for (int i = 0; i < Math.min(batches, loader.batchesPerEpoch()); i++) {
      StepBatch batch = images.next();
      int number = i;
      runtime.infer(
          manager -> {
            step.adaptNorms(manager, batch, number);
            return null;
          });
      images.done(batch);
      show("prepare", "statistics", i + 1, batches);
    }
    state.normsAdapted();
  }

  /** No better for so long that the run ends early. */
  private boolean exhausted() {
    return config.schedule().patience() > 0
        && validation.possible()
        && progress.epoch() - 1 - progress.bestEpoch() >= config.schedule().patience();
  }

  private boolean due() {
    boolean steps =
        config.checkpoints().checkpointSteps() > 0
            && progress.step() % config.checkpoints().checkpointSteps() == 0;
    boolean minutes =
        config.checkpoints().checkpointMinutes() > 0
            && System.nanoTime() - lastCheckpoint
                > config.checkpoints().checkpointMinutes() * MINUTE;
    return steps || minutes;
  }

  /** Steps a second of this process, without what comes between them. */
  private static final class Pace {
    private static final double MEMORY = 0.95;
    private double seconds;

    void took(double now) {
      seconds = seconds == 0 ? now : MEMORY * seconds + (1 - MEMORY) * now;
    }
  }

  private void step(StepBatch batch, Pace pace) {
    long begun = System.nanoTime();
    double rate = rates.share(state.step());
    StepLosses losses =
        runtime.train(
            draws.step(state.step()), manager -> step.run(manager, batch, progress.epoch()));
    progress = progress.stepped(losses.total());
    pace.took((System.nanoTime() - begun) / SECOND);
    JsonObject event = RunEvents.event("step", progress.step());
    event.addProperty("epoch", progress.epoch());
    event.addProperty("batch", progress.batch());
    event.addProperty("batches", loader.batchesPerEpoch());
    event.add("losses", GSON.toJsonTree(losses));
    event.addProperty("rate", rate * config.optimizer().headRate());
    event.addProperty("pairsPerSecond", rounded(config.sampling().batchSize() / pace.seconds));
    long left = (long) config.schedule().epochs() * loader.batchesPerEpoch() - progress.step();
    event.addProperty("secondsLeft", Math.round(left * pace.seconds));
    events.happened(event);
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private void validate() {
    JsonObject event = RunEvents.event("epoch", progress.step());
    event.addProperty("epoch", progress.epoch());
    event.addProperty("loss", progress.lossSum() / Math.max(1, progress.batch()));
    double score = progress.bestScore();
    if (validation.possible()) {
      CorpusEvaluation.Outcome outcome = validation.run(state, this::validating);
      outcome.skipped().values().forEach(reason -> events.warn(progress.step(), reason));
      RetrievalResult result = outcome.result();
      score = result.meanRecall();
      event.addProperty("meanRecall", score);
      event.add("imageToText", GSON.toJsonTree(result.imageToText()));
      event.add("textToImage", GSON.toJsonTree(result.textToImage()));
    }
    Progress next = progress.nextEpoch(score);
    boolean best = next.bestEpoch() == progress.epoch() && validation.possible();
    event.addProperty("best", best);
    if (best) {
      SafeTensors.write(
          run.path().resolve(RunFolder.BEST), present(Integer.toString(progress.epoch())));
    }
    events.happened(event);
    progress = next;
  }

  private void validating(String what, int done, int total) {
    show("validate", what, done, total);
  }

  private void show(String kind, String what, int done, int total) {
    JsonObject event = RunEvents.event(kind, progress.step());
    event.addProperty("what", what);
    event.addProperty("done", done);
    event.addProperty("total", total);
    events.show(event);
  }

  /** The query encoders as they would be kept now, in float32. */
  private WeightSet present(String epoch) {
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>(Map.of("epoch", epoch));
    try (NetworkParameters present = state.present()) {
      for (ParameterSpec tensor : state.network().specs()) {
        float[] values = present.get(tensor.name()).toFloatArray();
        tensors.put(tensor.name(), TensorData.ofFloats(values, tensor.shape()));
      }
      if (present.find(TrainingState.LOG_SCALE) != null) {
        float scale = present.get(TrainingState.LOG_SCALE).getFloat();
        metadata.put(TrainingState.LOG_SCALE, Float.toString(scale));
      }
    }
    return new WeightSet(tensors, metadata);
  }

  private void checkpoint() {
    long begun = System.nanoTime();
    // What is known to have happened must not be less than the checkpoint.
    events.force();
    Checkpoint.write(run.path(), state, progress, environment.metadata());
    lastCheckpoint = System.nanoTime();
    JsonObject event = RunEvents.event("checkpoint", progress.step());
    event.addProperty("seconds", rounded((lastCheckpoint - begun) / SECOND));
    events.happened(event);
  }

  private Trainer.Outcome pause() {
    checkpoint();
    JsonObject event = RunEvents.event("end", progress.step());
    event.addProperty("outcome", "paused");
    event.addProperty("state", Checkpoint.sha256(run.path()));
    events.happened(event);
    return new Trainer.Outcome(Trainer.Ending.PAUSED, Optional.empty());
  }

  /** Makes the model, then forgets what only a resume needs. */
  private Trainer.Outcome end(Trainer.Ending ending) {
    checkpoint();
    Path best = run.path().resolve(RunFolder.BEST);
    boolean validated = progress.bestEpoch() > 0 && Files.exists(best);
    WeightSet weights =
        validated ? SafeTensors.read(best) : present(Integer.toString(progress.epoch()));
    int epoch = Integer.parseInt(weights.metadata().get("epoch"));
    StoredModel stored = model.store(models, weights, epoch, this::validating);
    JsonObject event = RunEvents.event("end", progress.step());
    event.addProperty("outcome", ending == Trainer.Ending.STOPPED ? "stopped" : "finished");
    event.addProperty("model", stored.name());
    event.addProperty("modelEpoch", epoch);
    event.addProperty("weights", stored.usableCard().weightsSha256());
    event.addProperty("state", Checkpoint.sha256(run.path()));
    stored.usableCard().figures().forEach(event::addProperty);
    events.happened(event);
    events.force();
    run.forgetState();
    return new Trainer.Outcome(ending, Optional.of(stored));
  }

  @Override
  public void close() {
    state.close();
  }
}
