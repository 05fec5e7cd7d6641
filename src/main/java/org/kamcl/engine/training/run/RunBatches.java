package org.kamcl.engine.training.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.knowledge.ConceptTargets;
import org.kamcl.engine.knowledge.ImageTags;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.engine.training.TrainingState;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.engine.training.data.BatchLoader;
import org.kamcl.engine.training.data.BatchSource;
import org.kamcl.engine.training.data.CaptionCache;
import org.kamcl.engine.training.data.FeatureBatches;
import org.kamcl.engine.training.data.ImageCaptionPairs;
import org.kamcl.engine.training.data.NegativeMasks;
import org.kamcl.engine.training.data.RandomStreams;
import org.kamcl.engine.training.data.TeacherEmbeddings;
import org.kamcl.engine.training.features.CorpusFeatures;
import org.kamcl.error.Problem;
import org.kamcl.progress.ProgressListener;

/**
 * The batches of a run and what is computed once for them: the outputs of frozen text layers, or,
 * where both encoders are frozen, the features of all images and captions.
 */
final class RunBatches implements AutoCloseable {
  /** Metadata of a checkpoint: digest of the features that the run has used. */
  static final String FEATURES = "features";

  private final BatchSource batches;
  private final @Nullable TeacherEmbeddings teacher;
  private final @Nullable NegativeMasks masks;
  private final @Nullable CorpusFeatures features;
  private final @Nullable String digest;

  private RunBatches(
      BatchSource batches,
      @Nullable TeacherEmbeddings teacher,
      @Nullable NegativeMasks masks,
      @Nullable CorpusFeatures features,
      @Nullable String digest) {
    this.batches = batches;
    this.teacher = teacher;
    this.masks = masks;
    this.features = features;
    this.digest = digest;
  }

  /**
   * Computes what is computed once.
   *
   * @param problems receives images that cannot be read
   * @param listener is told the progress; what it throws ends the work
   */
  static RunBatches prepare(
      RunFolder run,
      RunSpec spec,
      RunCorpus corpus,
      TrainedNetwork trained,
      EngineRuntime runtime,
      WorkerPool workers,
      RandomStreams randomStreams,
      Consumer<Problem> problems,
      ProgressListener listener) {
    TrainingConfig config = spec.training();
    ImageCaptionPairs pairs = new ImageCaptionPairs(corpus.training());
    NegativeMasks masks =
        config.contrastive().maskFalseNegatives() ? new NegativeMasks(pairs) : null;
    ConceptTargets labels = labels(corpus.training(), trained, config, randomStreams);
    if (config.encoders().areFrozen()) {
      CorpusFeatures features = features(run, spec, corpus, trained, workers, listener);
      TeacherEmbeddings teacher = teacher(config, pairs, features);
      BatchSource batches =
          new FeatureBatches(
              pairs,
              labels,
              spec.network().conceptCount(),
              features,
              teacher,
              config,
              randomStreams,
              problems);
      List<Path> files = corpus.training().stream().map(CorpusImage::path).distinct().toList();
      String digest = features.digest(files, pairs.captions());
      return new RunBatches(batches, teacher, masks, features, digest);
    }
    TrainingState state = trained.state();
    CaptionCache bank =
        CaptionCache.compute(
            runtime,
            state.network(),
            state.parameters(),
            config,
            trained.captions(),
            pairs.captions(),
            listener);
    BatchSource batches =
        new BatchLoader(
            pairs,
            labels,
            bank,
            config.sampling().synonymProbability() > 0 ? run.synonyms() : null,
            config,
            spec.network(),
            randomStreams,
            workers,
            problems);
    return new RunBatches(batches, bank.teacher(), masks, null, null);
  }

  private static ConceptTargets labels(
      List<CorpusImage> images,
      TrainedNetwork trained,
      TrainingConfig config,
      RandomStreams randomStreams) {
    ConceptTargets own =
        ConceptTargets.of(
            images.stream().map(i -> ImageTags.of(i.captions())).toList(), trained.concepts());
    return config.knowledge().alignedConceptLabels()
        ? own
        : own.byPosition(randomStreams.labelOrder(own.size()));
  }

  /** The features of the images and captions of both splits. */
  private static CorpusFeatures features(
      RunFolder run,
      RunSpec spec,
      RunCorpus corpus,
      TrainedNetwork trained,
      WorkerPool workers,
      ProgressListener listener) {
    List<CorpusImage> images =
        Stream.concat(corpus.training().stream(), corpus.validation().stream()).toList();
    return CorpusFeatures.prepare(
        run.featureCache(),
        trained.state().network(),
        trained.state().parameters(),
        ModelFiles.vocabularyFile(spec.network()).map(run.path()::resolve),
        trained::model,
        workers,
        images.stream().map(CorpusImage::path).toList(),
        images.stream().flatMap(image -> image.captions().stream()).toList(),
        listener);
  }

  /** The frozen text encoder teaches which captions are alike. */
  private static @Nullable TeacherEmbeddings teacher(
      TrainingConfig config, ImageCaptionPairs pairs, CorpusFeatures features) {
    boolean used =
        config.sampling().hardBatchFraction() > 0
            || (config.contrastive().infoNceWeight() > 0
                && config.contrastive().softTargetFraction()
                        + config.contrastive().distillationWeight()
                    > 0);
    return used
        ? new TeacherEmbeddings(
            caption ->
                new Embedding(features.caption(pairs.captions().get(caption)), new float[0])
                    .unitVector())
        : null;
  }

  BatchSource batches() {
    return batches;
  }

  /** Similarities of captions; null where they are not used. */
  @Nullable TeacherEmbeddings teacher() {
    return teacher;
  }

  /** Which pairs are no negatives of each other; null where all others are. */
  @Nullable NegativeMasks masks() {
    return masks;
  }

  /** The features of both splits; empty where the encoders are not frozen. */
  Optional<CorpusFeatures> features() {
    return Optional.ofNullable(features);
  }

  /** What a checkpoint records of the features. */
  Map<String, String> metadata() {
    return digest == null ? Map.of() : Map.of(FEATURES, digest);
  }

  /**
   * Whether a checkpoint was made with other features: they were computed again, and differ in
   * their last digits.
   */
  boolean differFrom(Map<String, String> checkpoint) {
    String before = checkpoint.get(FEATURES);
    return before != null && !before.equals(digest);
  }

  @Override
  public void close() {
    if (features != null) {
      features.close();
    }
  }
}
