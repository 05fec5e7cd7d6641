package org.kamcl.engine.inference;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kamcl.engine.inference.ModelImporter.ImportResult;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.network.BackboneType;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.ParameterInitializer;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.text.Vocabulary;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;

/** Imports the weights of a backbone as the start of a published model with untrained heads. */
final class BackboneImport {
  private static final long HEAD_SEED = 1;

  private final ImportedModelWriter writer;

  BackboneImport(ImportedModelWriter writer) {
    this.writer = writer;
  }

  ImportResult run(
      String name,
      WeightSet weights,
      BackboneType backbone,
      Vocabulary words,
      ConceptVocabulary names) {
    Path file = writer.file();
    NetworkConfig config =
        NetworkConfig.publishedBuilder().backbone(backbone).vocabularySize(words.size()).build();
    PublishedCheckpointImport.validateConcepts(names, config.conceptCount(), file);
    KamclNetwork network = new KamclNetwork(config);
    String prefix = network.backbonePrefix();
    WeightSet prefixed = weights.withPrefix(prefix);
    List<ParameterSpec> given =
        network.specs().stream().filter(s -> s.name().startsWith(prefix)).toList();
    ModelFiles.validate(prefixed, given, file.toString());
    writer.validateFinite(weights);
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
    StoredModel model =
        writer.store(card, new WeightSet(tensors, Map.of()), Optional.of(words), names);
    return new ImportResult(model, architecture + " backbone, heads untrained", List.of());
  }
}
