package org.kamcl.explorer.cli.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.evaluation.ConceptCalibrator;
import org.kamcl.engine.evaluation.ConceptDisplayMetrics;
import org.kamcl.engine.evaluation.ConceptObservations;
import org.kamcl.engine.evaluation.CorpusEvaluator;
import org.kamcl.engine.evaluation.CorpusEvaluator.Evaluation;
import org.kamcl.engine.evaluation.ScoreCalibrationBuilder;
import org.kamcl.engine.inference.CheckedModel;
import org.kamcl.engine.inference.ConceptCalibration;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageFileEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.cli.common.ProgressPrinter;
import org.kamcl.progress.ProgressListener;

/** A loaded model with its engine and workers, for the duration of a command. */
final class ModelSession implements AutoCloseable {
  /** A multiple of the batch size, large enough to sort texts by length. */
  private static final int TEXTS_AT_ONCE = 4 * KamclModel.TEXT_BATCH_SIZE;

  private static final int FOLDS = 5;

  private final ModelStore store;
  private final StoredModel stored;
  private final EngineRuntime runtime;
  private final KamclModel model;
  private final WorkerPool workerPool = WorkerPool.forThisMachine();

  private ModelSession(
      ModelStore store, StoredModel stored, EngineRuntime runtime, KamclModel model) {
    this.store = store;
    this.stored = stored;
    this.runtime = runtime;
    this.model = model;
  }

  /**
   * @param name of the model; null for the default one
   */
  static ModelSession open(ModelStore store, String name, DeviceChoice device) {
    return open(store, name, device, null);
  }

  /**
   * @param name of the model; null for the default one
   * @param imageSize side length of the input images in pixels; null for the model's own
   */
  static ModelSession open(ModelStore store, String name, DeviceChoice device, Integer imageSize) {
    // Checked first, so that the engine is not loaded for a damaged model.
    CheckedModel checked = check(store, name);
    return open(
        store,
        checked.model(),
        device,
        runtime ->
            imageSize == null
                ? store.open(checked, runtime)
                : store.open(checked, runtime, imageSize));
  }

  /**
   * Opens a model to calibrate it; the calibrations it has may be damaged.
   *
   * @param name of the model; null for the default one
   */
  static ModelSession openUncalibrated(ModelStore store, String name, DeviceChoice device) {
    StoredModel stored = named(store, name);
    return open(store, stored, device, runtime -> store.openUncalibrated(stored, runtime));
  }

  /**
   * Checks the files of a model.
   *
   * @param name of the model; null for the default one
   */
  static CheckedModel check(ModelStore store, String name) {
    return store.check(named(store, name));
  }

  private static StoredModel named(ModelStore store, String name) {
    StoredModel stored = name == null ? store.defaultModel() : store.find(name);
    stored.requireCard();
    return stored;
  }

  private static ModelSession open(
      ModelStore store,
      StoredModel stored,
      DeviceChoice device,
      Function<EngineRuntime, KamclModel> loader) {
    EngineRuntime runtime = EngineRuntime.open(device);
    boolean opened = false;
    try {
      ModelSession session = new ModelSession(store, stored, runtime, loader.apply(runtime));
      opened = true;
      return session;
    } finally {
      if (!opened) {
        runtime.close();
      }
    }
  }

  String name() {
    return stored.name();
  }

  /** Side length of the input images, pixels. */
  int imageSize() {
    return model.imageSize();
  }

  int dimension() {
    return model.dimension();
  }

  /** A file that could not be embedded, and why. */
  record Skipped(Path file, String reason) {}

  /**
   * Embeds image files, in their order.
   *
   * @param keep receives each embedded file and its embedding
   * @return files that could not be embedded
   */
  List<Skipped> embedFiles(
      List<Path> files, ProgressPrinter progressPrinter, BiConsumer<Path, Embedding> keep) {
    List<Skipped> skipped = new ArrayList<>();
    int[] done = {0};
    new ImageFileEmbedder(model, workerPool)
        .embed(
            files,
            new ImageFileEmbedder.Sink() {
              @Override
              public void embedded(Path file, Embedding embedding) {
                keep.accept(file, embedding);
                progressPrinter.update(++done[0]);
              }

              @Override
              public void skipped(Path file, Problem problem) {
                skipped.add(new Skipped(file, ErrorText.of(problem, Locale.ENGLISH)));
                progressPrinter.update(++done[0]);
              }
            });
    return skipped;
  }

  /** Evaluates retrieval on images with all their captions. */
  Evaluation evaluate(List<CorpusImage> images, int orientations, ProgressListener meter) {
    return new CorpusEvaluator(model, new ImageFileEmbedder(model, workerPool))
        .run(images, orientations, meter);
  }

  /**
   * Calibrates the scores of the model on images with captions, and saves the result in its folder.
   */
  ScoreCalibration calibrate(
      List<CorpusImage> images, String source, long seed, ProgressListener meter) {
    ScoreCalibration scoreCalibration =
        new ScoreCalibrationBuilder(model, new ImageFileEmbedder(model, workerPool))
            .build(images, source, seed, meter);
    store.replaceCalibration(stored, scoreCalibration::write);
    return scoreCalibration;
  }

  /**
   * Calibrates the concepts of the model, and saves the result in its folder.
   *
   * @param images with captions, not used in training
   * @return cross-validated precision
   * @throws KamclException if too few images can be read
   */
  ConceptDisplayMetrics calibrateConcepts(
      List<CorpusImage> images, String source, long seed, ProgressListener meter) {
    ConceptObservations described =
        ConceptObservations.of(model, new ImageFileEmbedder(model, workerPool), images, meter);
    if (described.size() < ConceptCalibrator.MIN_IMAGES) {
      throw new KamclException(
          ModelCommandError.TOO_FEW_CALIBRATION_IMAGES,
          ConceptCalibrator.MIN_IMAGES,
          described.size(),
          source);
    }
    ConceptCalibration calibration = ConceptCalibrator.calibrate(described, source);
    store.replaceCalibration(stored, calibration::write);
    return ConceptCalibrator.crossValidate(described, FOLDS, seed);
  }

  /** Whether the model names concepts. */
  boolean hasConcepts() {
    return !model.conceptNames().isEmpty();
  }

  /** Embeds texts, in their order. */
  List<Embedding> embedTexts(List<String> texts, ProgressPrinter progressPrinter) {
    List<Embedding> embeddings = new ArrayList<>(texts.size());
    for (int from = 0; from < texts.size(); from += TEXTS_AT_ONCE) {
      int to = Math.min(from + TEXTS_AT_ONCE, texts.size());
      embeddings.addAll(model.embedTexts(texts.subList(from, to)));
      progressPrinter.update(to);
    }
    return embeddings;
  }

  @Override
  public void close() {
    workerPool.close();
    model.close();
    runtime.close();
  }
}
