package org.kamcl.engine.training.run;

import java.nio.file.Path;
import java.util.List;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.evaluation.ConceptCalibrator;
import org.kamcl.engine.evaluation.ConceptObservations;
import org.kamcl.engine.evaluation.ScoreCalibrationBuilder;
import org.kamcl.engine.inference.ImageFileEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.training.features.CorpusFeatures;
import org.kamcl.progress.ProgressListener;

/**
 * Calibrates the model of a run whose encoders were frozen: its features are known, so that it
 * takes seconds. Scores are measured on training images and concepts on validation images, as by
 * {@code kamcl models calibrate}; with too few images they stay uncalibrated.
 */
final class RunCalibration {
  private final KamclModel model;
  private final CorpusFeatures features;
  private final RunSpec spec;
  private final RunCorpus corpus;

  /**
   * @param model as it is stored
   */
  RunCalibration(KamclModel model, CorpusFeatures features, RunSpec spec, RunCorpus corpus) {
    this.model = model;
    this.features = features;
    this.spec = spec;
    this.corpus = corpus;
  }

  /** Writes the calibrations. */
  void write(Path folder, ProgressListener listener) {
    ImageFileEmbedder files = FeatureEmbedder.files(model, features);
    List<CorpusImage> training = readable(corpus.training());
    if (training.size() >= ScoreCalibrationBuilder.MIN_IMAGES) {
      new ScoreCalibrationBuilder(model, files)
          .build(training, source("train"), spec.seed(), listener)
          .write(folder);
    }
    List<CorpusImage> validation = readable(corpus.validation());
    if (!model.conceptNames().isEmpty() && validation.size() >= ConceptCalibrator.MIN_IMAGES) {
      ConceptObservations observed = ConceptObservations.of(model, files, validation, listener);
      ConceptCalibrator.calibrate(observed, source("val")).write(folder);
    }
  }

  private List<CorpusImage> readable(List<CorpusImage> images) {
    return images.stream().filter(image -> features.problem(image.path()).isEmpty()).toList();
  }

  private String source(String split) {
    return corpus.name() + ", split " + split;
  }
}
