package org.kamcl.engine.training.run;

import java.util.List;
import java.util.Optional;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.evaluation.CorpusEvaluator;
import org.kamcl.engine.evaluation.EmbeddingObserver;
import org.kamcl.engine.inference.CaptionTokenizer;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageFileEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.engine.training.TrainingState;
import org.kamcl.engine.training.features.CorpusFeatures;
import org.kamcl.progress.ProgressListener;

/** Evaluates the current weights (the average, if there is one) on the validation images. */
final class Validation {
  private final ModelCard card;
  private final EngineRuntime runtime;
  private final WorkerPool workerPool;
  private final ConceptVocabulary concepts;
  private final CaptionTokenizer captions;
  private final List<CorpusImage> images;

  /**
   * @param card describes the network
   */
  Validation(
      ModelCard card,
      EngineRuntime runtime,
      WorkerPool workerPool,
      ConceptVocabulary concepts,
      CaptionTokenizer captions,
      List<CorpusImage> images) {
    this.card = card;
    this.runtime = runtime;
    this.workerPool = workerPool;
    this.concepts = concepts;
    this.captions = captions;
    this.images = images;
  }

  boolean isAvailable() {
    return !images.isEmpty();
  }

  /**
   * Evaluates by the published protocol in both directions.
   *
   * @param features of the images and captions, where they were computed before
   */
  CorpusEvaluator.Evaluation run(
      TrainingState state,
      Optional<CorpusFeatures> features,
      ProgressListener listener,
      ModelObserver observer) {
    try (NetworkParameters present = state.evaluationParameters();
        KamclModel model = KamclModel.of(card, runtime, present, concepts, captions)) {
      EmbeddingObserver images = (read, embeddings) -> observer.embedded(model, read, embeddings);
      return features.isPresent()
          ? CorpusEvaluator.evaluate(
              FeatureEmbedder.embed(model, features.get(), this.images), 1, images)
          : evaluation(model).run(this.images, 1, listener, images);
    }
  }

  /** Receives the embeddings of a validation with the model that made them. */
  interface ModelObserver {
    /**
     * The images are embedded.
     *
     * @param model can be used until the call returns
     * @param read images that could be read
     */
    void embedded(KamclModel model, List<CorpusImage> read, List<Embedding> embeddings);
  }

  /** The validation images. */
  List<CorpusImage> images() {
    return images;
  }

  private CorpusEvaluator evaluation(KamclModel model) {
    return new CorpusEvaluator(model, new ImageFileEmbedder(model, workerPool));
  }

  /**
   * Evaluates a model on the same images.
   *
   * @param features of the images and captions, where they were computed before
   */
  CorpusEvaluator.Evaluation run(
      KamclModel model, Optional<CorpusFeatures> features, ProgressListener listener) {
    if (features.isPresent()) {
      return CorpusEvaluator.evaluate(
          FeatureEmbedder.embed(model, features.get(), images), 1, EmbeddingObserver.NONE);
    }
    return evaluation(model).run(images, listener);
  }
}
