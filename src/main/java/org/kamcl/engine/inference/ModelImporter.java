package org.kamcl.engine.inference;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.network.BackboneType;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.ParameterInitializer;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.text.Vocabulary;
import org.kamcl.engine.weights.KamclCheckpoint;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightFiles;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;
import org.kamcl.file.RegularFiles;

/**
 * Creates a model from foreign weights: a checkpoint of the published KAMCL code, or the weights of
 * a known backbone (a torchvision ResNet, for example) as the start of a published model.
 */
public final class ModelImporter {
  private static final long HEAD_SEED = 1;
  private static final int EXAMPLES = 3;

  private final ModelStore store;
  private final Runnable safePoint;

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
    this.store = store;
    this.safePoint = safePoint;
  }

  /**
   * The imported model.
   *
   * @param kind what the file contained
   * @param unusedTensors tensors of the file that inference does not need, by name
   */
  public record ImportResult(StoredModel model, String kind, List<String> unusedTensors) {}

  /**
   * Imports a file.
   *
   * @param vocabulary the words the text tower was trained with, in the order of their ids
   * @param concepts the names of the concept heads' outputs
   * @throws KamclException if the file is not recognized, or vocabulary or concepts do not fit it
   */
  public ImportResult importFile(
      Path file, String name, Optional<Path> vocabulary, Optional<Path> concepts) {
    // Checked before the weights, which take long to read.
    vocabulary.ifPresent(RegularFiles::check);
    concepts.ifPresent(RegularFiles::check);
    WeightSet weights = WeightFiles.read(file);
    safePoint.run();
    Vocabulary words =
        Vocabulary.read(
            vocabulary.orElseThrow(() -> new KamclException(InferenceError.VOCABULARY_NOT_NAMED)));
    ConceptVocabulary names =
        ConceptVocabulary.read(
            concepts.orElseThrow(() -> new KamclException(InferenceError.CONCEPTS_NOT_NAMED)));
    if (KamclCheckpoint.isPresent(weights)) {
      return importCheckpoint(
          file, name, KamclCheckpoint.of(weights, file.toString()), words, names);
    }
    Optional<BackboneType> backbone = BackboneType.recognize(weights.tensors().keySet());
    if (backbone.isPresent()) {
      return importBackbone(file, name, weights, backbone.get(), words, names);
    }
    throw new KamclException(
        InferenceError.WEIGHTS_NOT_RECOGNIZED,
        file,
        weights.tensors().keySet().stream().limit(EXAMPLES).toList());
  }

  private ImportResult importCheckpoint(
      Path file,
      String name,
      KamclCheckpoint checkpoint,
      Vocabulary words,
      ConceptVocabulary names) {
    if (words.size() != checkpoint.vocabularySize()) {
      throw new KamclException(
          InferenceError.VOCABULARY_SIZE_DIFFERS, words.size(), file, checkpoint.vocabularySize());
    }
    validateConcepts(names, checkpoint.conceptCount(), file);
    NetworkConfig any = NetworkConfig.published(checkpoint.vocabularySize());
    String prefix = new KamclNetwork(any).backbonePrefix();
    BackboneType backbone =
        BackboneType.recognize(namesBelow(checkpoint.queryTowers(), prefix))
            .orElseThrow(
                () -> new KamclException(InferenceError.BACKBONE_NOT_RECOGNIZED, file, prefix));
    NetworkConfig config =
        any.toBuilder().backbone(backbone).imageSize(checkpoint.imageSize()).build();
    List<ParameterSpec> specs = new KamclNetwork(config).specs();
    ModelFiles.validate(checkpoint.queryTowers(), specs, file.toString());
    WeightSet selected = select(checkpoint.queryTowers(), specs);
    ModelFiles.validateFinite(selected, file.toString());
    Map<String, Double> metrics = new LinkedHashMap<>();
    parseNumber(checkpoint.queryTowers().metadata().get("best_rsum"))
        .ifPresent(score -> metrics.put("checkpoint/best_rsum", score));
    String architecture = backbone.name().toLowerCase(Locale.ROOT);
    ModelCard.Builder card =
        ModelCard.builder(name, config)
            .description(
                "A KAMCL checkpoint (" + architecture + ", " + checkpoint.imageSize() + " px).")
            .metrics(metrics);
    StoredModel model = store(card, selected, words, names, file);
    return new ImportResult(model, "KAMCL checkpoint, " + architecture, checkpoint.unusedTensors());
  }

  private static Set<String> namesBelow(WeightSet weights, String prefix) {
    return weights.tensors().keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .collect(Collectors.toSet());
  }

  private ImportResult importBackbone(
      Path file,
      String name,
      WeightSet weights,
      BackboneType backbone,
      Vocabulary words,
      ConceptVocabulary names) {
    NetworkConfig config =
        NetworkConfig.publishedBuilder().backbone(backbone).vocabularySize(words.size()).build();
    validateConcepts(names, config.conceptCount(), file);
    KamclNetwork network = new KamclNetwork(config);
    String prefix = network.backbonePrefix();
    WeightSet prefixed = weights.withPrefix(prefix);
    List<ParameterSpec> given =
        network.specs().stream().filter(s -> s.name().startsWith(prefix)).toList();
    ModelFiles.validate(prefixed, given, file.toString());
    ModelFiles.validateFinite(weights, file.toString());
    ParameterInitializer initializer = new ParameterInitializer(HEAD_SEED);
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    for (ParameterSpec spec : network.specs()) {
      TensorData tensor = prefixed.tensors().get(spec.name());
      tensors.put(
          spec.name(),
          tensor != null ? tensor : TensorData.ofFloats(initializer.values(spec), spec.shape()));
    }
    String architecture = backbone.name().toLowerCase(Locale.ROOT);
    ModelCard.Builder card =
        ModelCard.builder(name, config)
            .description(
                "A pretrained "
                    + architecture
                    + " with untrained heads: a start for training, not yet able to search.");
    StoredModel model = store(card, new WeightSet(tensors, Map.of()), words, names, file);
    return new ImportResult(model, architecture + " backbone, heads untrained", List.of());
  }

  private static void validateConcepts(ConceptVocabulary names, int outputs, Path file) {
    if (names.size() != outputs) {
      throw new KamclException(InferenceError.CONCEPT_COUNT_DIFFERS, names.size(), file, outputs);
    }
  }

  private static Optional<Double> parseNumber(@Nullable String text) {
    try {
      return text == null
          ? Optional.empty()
          : Optional.of(Double.valueOf(text)).filter(Double::isFinite);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static WeightSet select(WeightSet weights, List<ParameterSpec> specs) {
    Map<String, TensorData> selected = new LinkedHashMap<>();
    specs.forEach(s -> selected.put(s.name(), weights.tensors().get(s.name())));
    return new WeightSet(selected, Map.of());
  }

  private StoredModel store(
      ModelCard.Builder card,
      WeightSet weights,
      Vocabulary words,
      ConceptVocabulary names,
      Path file) {
    return store.create(
        card.build().name(),
        folder -> {
          Path target = folder.resolve(ModelFiles.WEIGHTS);
          safePoint.run();
          SafeTensors.write(target, weights);
          safePoint.run();
          ModelFiles.writeText(folder.resolve(ModelFiles.VOCABULARY), words.toJson());
          ModelFiles.writeText(folder.resolve(ModelFiles.CONCEPTS), names.toJson());
          ModelCard complete =
              card.initializedFrom("imported from " + file.getFileName())
                  .license("unknown; ask the source of the file")
                  .limitations("unknown: evaluate the model on your own data")
                  .weightsSha256(ModelFiles.sha256(target))
                  .build();
          ModelFiles.writeText(folder.resolve(ModelCard.FILE), complete.toJson());
        });
  }
}
