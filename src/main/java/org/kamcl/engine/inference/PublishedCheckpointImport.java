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
import org.kamcl.engine.inference.ModelImporter.ImportResult;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.network.BackboneType;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.text.Vocabulary;
import org.kamcl.engine.weights.KamclCheckpoint;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;

/** Imports a checkpoint of the published KAMCL code. */
final class PublishedCheckpointImport {
  private final ImportedModelWriter writer;

  PublishedCheckpointImport(ImportedModelWriter writer) {
    this.writer = writer;
  }

  ImportResult run(
      String name, KamclCheckpoint checkpoint, Vocabulary words, ConceptVocabulary names) {
    Path file = writer.file();
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
    writer.validateFinite(selected);
    Map<String, Double> metrics = new LinkedHashMap<>();
    parseNumber(checkpoint.queryTowers().metadata().get("best_rsum"))
        .ifPresent(score -> metrics.put("checkpoint/best_rsum", score));
    String architecture = backbone.name().toLowerCase(Locale.ROOT);
    ModelCard.Builder card =
        ModelCard.builder(name, config)
            .description(
                "A KAMCL checkpoint (" + architecture + ", " + checkpoint.imageSize() + " px).")
            .metrics(metrics);
    StoredModel model = writer.store(card, selected, Optional.of(words), names);
    return new ImportResult(model, "KAMCL checkpoint, " + architecture, checkpoint.unusedTensors());
  }

  static void validateConcepts(ConceptVocabulary names, int outputs, Path file) {
    if (names.size() != outputs) {
      throw new KamclException(InferenceError.CONCEPT_COUNT_DIFFERS, names.size(), file, outputs);
    }
  }

  private static Set<String> namesBelow(WeightSet weights, String prefix) {
    return weights.tensors().keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .collect(Collectors.toSet());
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
}
