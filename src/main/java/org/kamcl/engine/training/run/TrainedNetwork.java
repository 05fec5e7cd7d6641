package org.kamcl.engine.training.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kamcl.engine.inference.CaptionTokenizer;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.engine.training.MomentumEncoder;
import org.kamcl.engine.training.TrainingState;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.engine.training.data.RandomStreams;
import org.kamcl.engine.training.features.CorpusFeatures;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.progress.ProgressListener;

/** The network of a run with its state, its validation, and the model that it becomes. */
final class TrainedNetwork implements AutoCloseable {
  private final RunFolder run;
  private final ModelStore models;
  private final RunEventLog events;
  private final ConceptVocabulary concepts;
  private final CaptionTokenizer captions;
  private final TrainingState state;
  private final BestWeights best;
  private final Validation validation;
  private final RunModelWriter writer;
  private final EngineRuntime runtime;
  private final ModelCard card;
  private final boolean conceptHeadsOnly;

  /**
   * Loads the initial weights of a run.
   *
   * @param checkpoint metadata of the checkpoint that will be restored; empty for a new run
   */
  TrainedNetwork(
      RunFolder run,
      RunSpec spec,
      RunCorpus corpus,
      ModelStore models,
      EngineRuntime runtime,
      WorkerPool workerPool,
      RandomStreams randomStreams,
      Map<String, String> checkpoint,
      RunEventLog events) {
    this.run = run;
    this.models = models;
    this.events = events;
    this.runtime = runtime;
    this.card = RunModelWriter.card(spec);
    this.conceptHeadsOnly = spec.training().knowledge().conceptHeadsOnly();
    this.concepts = ConceptVocabulary.read(run.path().resolve(ModelFiles.CONCEPTS));
    this.captions = CaptionTokenizer.open(run.path(), spec.network(), concepts);
    this.state = start(run, spec, RunWeights.initial(run, checkpoint), runtime, randomStreams);
    this.best = new BestWeights(run, spec.identity(), state, events);
    this.validation =
        new Validation(card, runtime, workerPool, concepts, captions, corpus.validation());
    this.writer = new RunModelWriter(run, spec, corpus, runtime, validation);
  }

  private static TrainingState start(
      RunFolder run,
      RunSpec spec,
      WeightSet weights,
      EngineRuntime runtime,
      RandomStreams randomStreams) {
    TrainingConfig config = spec.training();
    KamclNetwork network = new KamclNetwork(spec.network());
    Path file = run.path().resolve(RunFolder.INITIAL_WEIGHTS);
    List<ParameterSpec> specs = network.specs();
    NetworkParameters parameters =
        ModelFiles.load(weights, specs, runtime.manager(), file.toString());
    NetworkParameters keys =
        config.momentum().momentumContrastWeight() > 0
                && !config.momentum().updateAllKeyParameters()
            ? MomentumEncoder.publishedKeys(
                network, parameters, randomStreams.keyEncoderSeed(), runtime.manager())
            : null;
    TrainingState begun =
        new TrainingState(network, config, parameters, keys, randomStreams, runtime.manager());
    String scale = weights.metadata().get(TrainingState.LOGIT_SCALE);
    if (scale != null) {
      begun.logitScale(Float.parseFloat(scale));
    }
    return begun;
  }

  ConceptVocabulary concepts() {
    return concepts;
  }

  CaptionTokenizer captions() {
    return captions;
  }

  TrainingState state() {
    return state;
  }

  /** The present network as a model with copies of its tensors; the caller closes it. */
  KamclModel model() {
    return KamclModel.of(card, runtime, state.parameters(), concepts, captions);
  }

  /** The weights of the best epoch. */
  BestWeights best() {
    return best;
  }

  Validation validation() {
    return validation;
  }

  /** Folder of the model that the run becomes. */
  Path models() {
    return models.path();
  }

  /** Restores a checkpoint. Returns its progress, without the best epoch if that is lost. */
  TrainingProgress restore(WeightSet checkpoint) {
    Checkpoint.restore(checkpoint, state);
    TrainingProgress progress = Checkpoint.progress(checkpoint);
    if (progress.bestEpoch() == 0) {
      return progress;
    }
    best.find(progress);
    return best.isLost() ? progress.withoutBest() : progress;
  }

  /**
   * Stores the model and deletes the files that only a resume needs. The latest checkpoint must be
   * of the present state.
   *
   * @param features of the images and captions, where they were computed before
   */
  Trainer.Outcome end(
      Trainer.EndReason reason,
      TrainingProgress progress,
      Optional<CorpusFeatures> features,
      ProgressListener listener) {
    Optional<WeightSet> weights = best.find(progress);
    ModelEpoch epoch =
        weights
            .map(
                found ->
                    new ModelEpoch(
                        RunWeights.epoch(found), progress.step(), true, ModelEpoch.Choice.BEST))
            .orElseGet(() -> last(progress));
    StoredModel stored =
        writer.store(
            models, weights.orElseGet(best::current), epoch, state.updated(), features, listener);
    events.append(TrainingEvents.ended(run, progress.step(), reason, stored, epoch));
    events.sync();
    run.deleteResumeFiles();
    return new Trainer.Outcome(reason, Optional.of(stored));
  }

  /** The current weights as the model. */
  private ModelEpoch last(TrainingProgress progress) {
    boolean complete = progress.batch() == 0;
    ModelEpoch.Choice choice =
        best.isLost()
            ? ModelEpoch.Choice.BEST_LOST
            : conceptHeadsOnly
                ? ModelEpoch.Choice.UNCHANGED_EMBEDDINGS
                : validation.isAvailable()
                    ? ModelEpoch.Choice.NOT_VALIDATED
                    : ModelEpoch.Choice.NO_VALIDATION;
    return new ModelEpoch(
        complete ? progress.epoch() - 1 : progress.epoch(), progress.step(), complete, choice);
  }

  @Override
  public void close() {
    state.close();
  }
}
