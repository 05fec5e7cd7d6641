package org.kamcl.engine.inference;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.checkpoint.ClipCheckpoint;
import org.kamcl.engine.checkpoint.ClipCheckpointReader;
import org.kamcl.engine.checkpoint.PlainTransformerReader;
import org.kamcl.engine.checkpoint.PlainTransformerReader.PlainTransformer;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.network.Activation;
import org.kamcl.engine.network.BackboneType;
import org.kamcl.engine.text.Vocabulary;
import org.kamcl.engine.weights.KamclCheckpoint;
import org.kamcl.engine.weights.OpenedWeights;
import org.kamcl.engine.weights.WeightFiles;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.engine.weights.WeightsError;
import org.kamcl.error.KamclException;
import org.kamcl.file.RegularFiles;
import org.kamcl.progress.ProgressListener;

/**
 * Creates a model from foreign weights: a model of the CLIP family, a checkpoint of the published
 * KAMCL code, or the weights of a known backbone (a torchvision ResNet, for example) as the start
 * of a published model. Each kind has a class of its own.
 */
public final class ModelImporter {
  private static final int EXAMPLES = 3;

  private final ModelStore store;
  private final Runnable safePoint;
  private final @Nullable ActivationChooser chooser;
  private final ProgressListener progress;

  /**
   * @param store receives the models
   */
  public ModelImporter(ModelStore store) {
    this(store, () -> {});
  }

  /**
   * @param store receives the models
   * @param safePoint is called between the steps; what it throws ends the import without a model
   */
  public ModelImporter(ModelStore store, Runnable safePoint) {
    this(store, safePoint, null);
  }

  /**
   * @param store receives the models
   * @param safePoint is called between the steps; what it throws ends the import without a model
   * @param chooser measures the activation of a model for which nothing states it; null if it
   *     cannot be measured
   */
  public ModelImporter(ModelStore store, Runnable safePoint, @Nullable ActivationChooser chooser) {
    this(store, safePoint, chooser, ProgressListener.NONE);
  }

  /**
   * As above.
   *
   * @param progress of the writing, in megabytes
   */
  public ModelImporter(
      ModelStore store,
      Runnable safePoint,
      @Nullable ActivationChooser chooser,
      ProgressListener progress) {
    this.store = store;
    this.safePoint = safePoint;
    this.chooser = chooser;
    this.progress = progress;
  }

  /**
   * What to import.
   *
   * @param file of the weights
   * @param name of the model
   * @param vocabulary the words the text tower was trained with, in the order of their ids; not
   *     needed for models of the CLIP family
   * @param concepts the names of the concept heads' outputs; not needed for models of the CLIP
   *     family
   * @param activation of a model of the CLIP family; else as the file states it, or measured
   */
  public record ImportRequest(
      Path file,
      String name,
      Optional<Path> vocabulary,
      Optional<Path> concepts,
      Optional<Activation> activation) {

    /** A request with nothing but a file and a name. */
    public static ImportRequest of(Path file, String name) {
      return new ImportRequest(file, name, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /**
   * The imported model.
   *
   * @param kind what the file contained
   * @param unusedTensors tensors of the file that inference does not need, by name
   */
  public record ImportResult(StoredModel model, String kind, List<String> unusedTensors) {}

  /**
   * Imports a checkpoint or the weights of a backbone.
   *
   * @param vocabulary as of {@link ImportRequest}
   * @param concepts as of {@link ImportRequest}
   * @throws KamclException as {@link #importFile(ImportRequest)}
   */
  public ImportResult importFile(
      Path file, String name, Optional<Path> vocabulary, Optional<Path> concepts) {
    return importFile(new ImportRequest(file, name, vocabulary, concepts, Optional.empty()));
  }

  /**
   * Imports a file.
   *
   * @throws KamclException if the file is not recognized, vocabulary or concepts do not fit it, its
   *     activation is not known, or a model of the store or of the program has the name
   */
  public ImportResult importFile(ImportRequest request) {
    // Checked before the weights, which take long to read.
    store.requireFree(request.name());
    request.vocabulary().ifPresent(RegularFiles::check);
    request.concepts().ifPresent(RegularFiles::check);
    Path file = request.file();
    OpenedWeights opened = WeightFiles.open(file);
    safePoint.run();
    ImportedModelWriter writer = new ImportedModelWriter(store, safePoint, progress, file);
    WeightSet weights = opened.weights();
    if (KamclCheckpoint.isPresent(weights)) {
      return new PublishedCheckpointImport(writer)
          .run(
              request.name(),
              KamclCheckpoint.of(weights, file.toString()),
              vocabulary(request),
              concepts(request));
    }
    Optional<ClipCheckpoint> clip = ClipCheckpointReader.read(file, opened);
    if (clip.isPresent()) {
      return new ClipImport(writer, chooser).run(request, clip.get());
    }
    if (opened.script()) {
      throw new KamclException(WeightsError.TORCHSCRIPT, file);
    }
    Optional<PlainTransformer> transformer = PlainTransformerReader.read(file, weights);
    if (transformer.isPresent()) {
      return new ImageEncoderImport(writer).run(request.name(), transformer.get());
    }
    Optional<BackboneType> backbone = BackboneType.recognize(weights.tensors().keySet());
    if (backbone.isPresent() && request.vocabulary().isEmpty() && request.concepts().isEmpty()) {
      return new ImageEncoderImport(writer).run(request.name(), weights, backbone.get());
    }
    if (backbone.isPresent()) {
      return new BackboneImport(writer)
          .run(request.name(), weights, backbone.get(), vocabulary(request), concepts(request));
    }
    throw new KamclException(
        InferenceError.WEIGHTS_NOT_RECOGNIZED,
        file,
        weights.tensors().keySet().stream().limit(EXAMPLES).toList());
  }

  private static Vocabulary vocabulary(ImportRequest request) {
    return Vocabulary.read(
        request
            .vocabulary()
            .orElseThrow(() -> new KamclException(InferenceError.VOCABULARY_NOT_NAMED)));
  }

  private static ConceptVocabulary concepts(ImportRequest request) {
    return ConceptVocabulary.read(
        request
            .concepts()
            .orElseThrow(() -> new KamclException(InferenceError.CONCEPTS_NOT_NAMED)));
  }
}
