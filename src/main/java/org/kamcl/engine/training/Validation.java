package org.kamcl.engine.training;

import java.util.List;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.evaluation.CorpusEvaluation;
import org.kamcl.engine.inference.CaptionReader;
import org.kamcl.engine.inference.ImageFileEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.Workers;

/** Measures a run's present weights (the average, where one is kept) on the validation images. */
final class Validation {
  private final ModelCard card;
  private final EngineRuntime runtime;
  private final Workers workers;
  private final ConceptVocabulary concepts;
  private final CaptionReader captions;
  private final List<CorpusImage> images;

  /**
   * @param card names the network
   */
  Validation(
      ModelCard card,
      EngineRuntime runtime,
      Workers workers,
      ConceptVocabulary concepts,
      CaptionReader captions,
      List<CorpusImage> images) {
    this.card = card;
    this.runtime = runtime;
    this.workers = workers;
    this.concepts = concepts;
    this.captions = captions;
    this.images = images;
  }

  boolean possible() {
    return !images.isEmpty();
  }

  /** Published protocol, both ways. */
  CorpusEvaluation.Outcome run(TrainingState state, CorpusEvaluation.Meter meter) {
    try (NetworkParameters present = state.present();
        KamclModel model = KamclModel.of(card, runtime, present, concepts, captions)) {
      return evaluation(model).run(images, meter);
    }
  }

  private CorpusEvaluation evaluation(KamclModel model) {
    return new CorpusEvaluation(model, new ImageFileEmbedder(model, workers));
  }

  /** A model's figures on the same images. */
  CorpusEvaluation.Outcome run(KamclModel model, CorpusEvaluation.Meter meter) {
    return evaluation(model).run(images, meter);
  }
}
