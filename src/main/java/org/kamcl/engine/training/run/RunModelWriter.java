package org.kamcl.engine.training.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.engine.evaluation.CorpusEvaluator;
import org.kamcl.engine.evaluation.RetrievalMetrics;
import org.kamcl.engine.evaluation.RetrievalResult;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.training.TrainingState;
import org.kamcl.engine.training.features.CorpusFeatures;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;
import org.kamcl.progress.ProgressListener;

/** Stores the best weights of a run as a model in half precision, evaluated as stored. */
final class RunModelWriter {
  private final RunFolder run;
  private final RunSpec spec;
  private final RunCorpus corpus;
  private final EngineRuntime runtime;
  private final Validation validation;

  RunModelWriter(
      RunFolder run, RunSpec spec, RunCorpus corpus, EngineRuntime runtime, Validation validation) {
    this.run = run;
    this.spec = spec;
    this.corpus = corpus;
    this.runtime = runtime;
    this.validation = validation;
  }

  /** A model card with the network only, without metrics. */
  static ModelCard card(RunSpec spec) {
    return ModelCard.builder(spec.name(), spec.network())
        .created(spec.created())
        .configuration(spec.configuration())
        .trainedOn("")
        .initializedFrom(spec.from())
        .license("")
        .dataCredits("")
        .limitations("")
        .build();
  }

  /**
   * Stores the model. A model that the same run stored before it was killed is kept.
   *
   * @param best query encoders in float32
   * @param epoch which weights these are
   * @param changed names of the tensors that the run has changed; where its encoders were frozen,
   *     the others keep their values
   * @param features of the images and captions, where they were computed before
   * @throws KamclException if another model has the name, or writing fails
   */
  StoredModel store(
      ModelStore models,
      WeightSet best,
      ModelEpoch epoch,
      Set<String> changed,
      Optional<CorpusFeatures> features,
      ProgressListener listener) {
    Path made = run.path().resolve(ModelFiles.WEIGHTS);
    ModelFiles.validateFinite(best, made.toString());
    // The learned temperature is not part of the network, but a later training starts from it.
    Map<String, String> metadata = new LinkedHashMap<>(best.metadata());
    metadata.keySet().retainAll(Set.of(TrainingState.LOGIT_SCALE));
    boolean frozen = spec.training().encoders().areFrozen();
    String hash =
        ModelFiles.writeHalfPrecision(
            made,
            new WeightSet(best.tensors(), metadata),
            name -> frozen && !changed.contains(name));
    Optional<StoredModel> before =
        models.list().stream()
            .filter(m -> !m.bundled() && m.name().equals(spec.name()))
            .filter(m -> m.card().map(c -> hash.equals(c.weightsSha256())).orElse(false))
            .findFirst();
    return before.orElseGet(
        () ->
            models.create(
                spec.name(), folder -> fill(folder, made, hash, epoch, features, listener)));
  }

  private void fill(
      Path folder,
      Path made,
      String hash,
      ModelEpoch epoch,
      Optional<CorpusFeatures> features,
      ProgressListener listener) {
    copy(made, folder);
    ModelFiles.vocabularyFile(spec.network())
        .ifPresent(file -> copy(run.path().resolve(file), folder));
    copy(run.path().resolve(ModelFiles.CONCEPTS), folder);
    Path knowledge = run.path().resolve(ModelFiles.KNOWLEDGE);
    // Runs of earlier versions have none, nor those whose concepts come from a model without it.
    if (Files.exists(knowledge)) {
      copy(knowledge, folder);
    }
    write(folder, card(hash, epoch, Map.of()));
    if (validation.isAvailable()) {
      write(folder, card(hash, epoch, figures(folder, features, listener)));
    }
    if (features.isPresent()) {
      try (KamclModel model = KamclModel.open(folder, runtime)) {
        new RunCalibration(model, features.get(), spec, corpus).write(folder, listener);
      }
    }
  }

  private Map<String, Double> figures(
      Path folder, Optional<CorpusFeatures> features, ProgressListener listener) {
    try (KamclModel model = KamclModel.open(folder, runtime)) {
      CorpusEvaluator.Evaluation evaluation = validation.run(model, features, listener);
      RetrievalResult result = evaluation.result();
      BootstrapInterval interval =
          BootstrapInterval.ofMeanRecall(result, evaluation.imageOfCaption(), spec.seed());
      String prefix = corpus.name().toLowerCase(Locale.ROOT) + "-val/";
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put(prefix + "meanRecall", rounded(result.meanRecall()));
      figures.put(prefix + "meanRecall.low", rounded(interval.low()));
      figures.put(prefix + "meanRecall.high", rounded(interval.high()));
      recalls(figures, prefix + "imageToText.", result.imageToText());
      recalls(figures, prefix + "textToImage.", result.textToImage());
      figures.put(prefix + "images", (double) result.images());
      return figures;
    }
  }

  private static void recalls(
      Map<String, Double> figures, String prefix, RetrievalMetrics metrics) {
    figures.put(prefix + "r1", rounded(metrics.r1()));
    figures.put(prefix + "r5", rounded(metrics.r5()));
    figures.put(prefix + "r10", rounded(metrics.r10()));
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private ModelCard card(String hash, ModelEpoch epoch, Map<String, Double> figures) {
    return ModelCard.builder(spec.name(), spec.network())
        .description(
            String.format(
                Locale.ROOT,
                "Trained from %s for %s on %s.",
                spec.from(),
                epoch.length(),
                corpus.name()))
        .configuration(spec.configuration())
        .trainedOn(
            String.format(
                Locale.ROOT,
                "%s, split train: %d images, %d captions; %s",
                corpus.name(),
                corpus.training().size(),
                corpus.training().stream().mapToInt(i -> i.captions().size()).sum(),
                epoch.choice().text()))
        .initializedFrom(spec.from())
        .metrics(figures)
        .license("License of the initial weights and of the corpus.")
        .dataCredits(corpus.name())
        .limitations("Unknown. Evaluate the model on your own images.")
        .weightsSha256(hash)
        .build();
  }

  private static void write(Path folder, ModelCard card) {
    Path file = folder.resolve(ModelCard.FILE);
    try {
      Files.writeString(file, card.toJson(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new KamclException(e, RunError.FILE_NOT_WRITTEN, file);
    }
  }

  private static void copy(Path file, Path folder) {
    try {
      Files.copy(file, folder.resolve(file.getFileName()));
    } catch (IOException e) {
      throw new KamclException(e, RunError.COPY_FAILED, file, folder);
    }
  }
}
