package org.kamcl.explorer.models;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.evaluation.ActivationMeasurement;
import org.kamcl.engine.inference.ActivationChooser;
import org.kamcl.engine.inference.InferenceError;
import org.kamcl.engine.inference.ModelImporter;
import org.kamcl.engine.inference.ModelImporter.ImportRequest;
import org.kamcl.engine.inference.ModelImporter.ImportResult;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.network.Activation;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.InstalledModels;
import org.kamcl.explorer.domain.InstalledModel;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.training.ConceptRuns;
import org.kamcl.file.OutputFiles;

/** The models of a workspace. */
public final class ModelService implements InstalledModels {
  private final ModelStore models;
  private final DeviceChoice device;
  private final ArchiveUse archive;
  private final Supplier<List<Path>> samples;
  private final Supplier<Optional<Path>> captionedSamples;
  private final SampleSearch search;

  /** How the archive uses models. */
  public interface ArchiveUse {
    /** Name of the model that indexes and searches; empty if there is none. */
    Optional<String> inUse();

    /** Number of images in the archive that each model has embedded, by its name. */
    Map<String, Integer> indexed();
  }

  /**
   * @param device where the engine runs
   * @param samples gives the sample images
   * @param captionedSamples gives the sample images as a corpus with captions, if installed
   */
  public ModelService(
      ModelStore models,
      DeviceChoice device,
      ArchiveUse archive,
      Supplier<List<Path>> samples,
      Supplier<Optional<Path>> captionedSamples) {
    this.models = models;
    this.device = device;
    this.archive = archive;
    this.samples = samples;
    this.captionedSamples = captionedSamples;
    this.search = new SampleSearch(models, device);
  }

  @Override
  public List<InstalledModel> list() {
    Optional<String> used = archive.inUse();
    Map<String, Integer> indexed = archive.indexed();
    return models.list().stream().map(model -> describe(model, used, indexed)).toList();
  }

  private static InstalledModel describe(
      StoredModel model, Optional<String> used, Map<String, Integer> indexed) {
    return new InstalledModel(
        model.name(),
        model.folder(),
        model.bundled(),
        used.filter(model.name()::equals).isPresent(),
        ModelFacts.bytes(model.folder()),
        indexed.getOrDefault(model.name(), 0),
        model.card().map(card -> ModelFacts.of(model, card)),
        model.problem());
  }

  @Override
  public Candidate candidate(List<Path> paths) {
    Path file = ModelFileFinder.find(paths);
    return new Candidate(
        file, ModelFileFinder.suggestName(file, name -> checkName(name).isPresent()));
  }

  @Override
  public Optional<Problem> checkName(String name) {
    try {
      ModelStore.checkName(name);
    } catch (KamclException e) {
      return Optional.of(e.problem());
    }
    return models.list().stream().anyMatch(model -> model.name().equals(name))
        ? Optional.of(Problem.of(InferenceError.MODEL_EXISTS, name))
        : Optional.empty();
  }

  @Override
  public Job<InstalledModel.Recognized> add(NewModel model) {
    return context -> {
      // Before the weights are read, which takes long.
      ModelStore.checkName(model.name());
      ImportResult result =
          new ModelImporter(
                  models,
                  context::checkCancelled,
                  chooser(context),
                  (stage, done, total, item) -> context.onProgress(stage, done, total, item))
              .importFile(request(model));
      return new InstalledModel.Recognized(
          describe(result.model(), archive.inUse(), archive.indexed()),
          result.kind(),
          result.unusedTensors());
    };
  }

  private static ImportRequest request(NewModel model) {
    Optional<Activation> activation =
        switch (model.activation()) {
          case DETERMINED -> Optional.empty();
          case GELU -> Optional.of(Activation.GELU);
          case QUICK_GELU -> Optional.of(Activation.QUICK_GELU);
        };
    return new ImportRequest(
        model.file(), model.name(), Optional.empty(), Optional.empty(), activation);
  }

  /** Measures on the captioned samples, and says so; null without them. */
  private @Nullable ActivationChooser chooser(JobContext context) {
    Optional<Path> corpus = captionedSamples.get();
    if (corpus.isEmpty()) {
      return null;
    }
    ActivationMeasurement measurement =
        ActivationMeasurement.on(
            corpus.get(),
            device,
            (stage, done, total, item) -> {
              context.checkCancelled();
              context.onProgress(stage, done, total, item);
            });
    return opener -> {
      context.waiting(Problem.of(ModelsError.MEASURING_ACTIVATION));
      return measurement.choose(opener);
    };
  }

  @Override
  public Optional<Problem> activationQuestion(Throwable failure) {
    if (!(failure instanceof KamclException known)) {
      return Optional.empty();
    }
    if (known.is(InferenceError.ACTIVATION_UNDECIDED)) {
      return Optional.of(Problem.of(ModelsError.ACTIVATION_UNDECIDED, known.arguments().toArray()));
    }
    return known.is(InferenceError.ACTIVATION_UNKNOWN)
        ? Optional.of(Problem.of(ModelsError.ACTIVATION_UNKNOWN, known.arguments().toArray()))
        : Optional.empty();
  }

  @Override
  public Job<SampleHits> searchSamples(String model, String words, int most) {
    return context -> search.byWords(model, words, samples.get(), most, context);
  }

  @Override
  public Job<SampleHits> searchSamples(String model, Path image, int most) {
    return context -> search.byImage(model, image, samples.get(), most, context);
  }

  @Override
  public List<Path> samples() {
    return samples.get();
  }

  @Override
  public RunPlan conceptPlan(String model, Path corpus) {
    models.find(model).requireCard();
    return ConceptRuns.plan(
        model,
        new CorpusReader(Optional.empty(), true).read(corpus),
        corpus,
        device.isGpu() ? "gpu:" + device.gpu() : "cpu");
  }

  @Override
  public void remove(String model) {
    if (archive.inUse().filter(model::equals).isPresent()) {
      throw new KamclException(ModelsError.MODEL_IN_USE, model);
    }
    models.delete(model);
  }

  @Override
  public void saveCard(String model, Path target) {
    byte[] card = models.find(model).requireCard().toJson().getBytes(StandardCharsets.UTF_8);
    try {
      OutputFiles.replace(target, stream -> stream.write(card));
    } catch (IOException e) {
      throw new KamclException(
          e, ModelsError.CARD_NOT_WRITTEN, target, String.valueOf(e.getMessage()));
    }
  }
}
