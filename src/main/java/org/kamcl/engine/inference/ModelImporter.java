package org.kamcl.engine.inference;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.network.BackboneType;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.ParameterInitializer;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.text.Vocabulary;
import org.kamcl.engine.weights.CheckpointConverter;
import org.kamcl.engine.weights.CheckpointConverter.KamclCheckpoint;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightFiles;
import org.kamcl.engine.weights.WeightSet;

/**
 * Makes a model of foreign weights: a checkpoint of the published KAMCL code, or a torchvision
 * ResNet as the start of a {@code reference} model.
 */
public final class ModelImporter {
  private static final String RESNET = KamclNetwork.IMAGE_TOWER + ".extract_feature.resnet.";
  private static final long HEAD_SEED = 1;

  private final ModelStore store;

  /**
   * @param store receives the models
   */
  public ModelImporter(ModelStore store) {
    this.store = store;
  }

  /**
   * What was imported.
   *
   * @param kind what the file was recognised as
   * @param unusedTensors tensors of the file that are not needed, by name
   */
  public record ImportResult(StoredModel model, String kind, List<String> unusedTensors) {}

  /**
   * Imports a file.
   *
   * @param vocabulary the words whose ids the text tower was trained with
   * @param concepts the names of the concept heads' outputs
   * @throws EngineException if the file is no such checkpoint, or the lists do not fit it
   */
  public ImportResult importFile(
      Path file, String name, Optional<Path> vocabulary, Optional<Path> concepts) {
    WeightSet weights = WeightFiles.read(file);
    Vocabulary words =
        Vocabulary.read(
            vocabulary.orElseThrow(
                () ->
                    new EngineException(
                        "The text tower needs the words it was trained with: name the vocabulary"
                            + " with --vocabulary FILE.")));
    ConceptVocabulary names =
        ConceptVocabulary.read(
            concepts.orElseThrow(
                () ->
                    new EngineException(
                        "The concept heads need their names: name the list of concepts with"
                            + " --concepts FILE.")));
    if (CheckpointConverter.isKamcl(weights)) {
      return kamcl(
          file, name, CheckpointConverter.convertKamcl(weights, file.toString()), words, names);
    }
    if (CheckpointConverter.isTorchvisionResNet(weights)) {
      return resNet(file, name, weights, words, names);
    }
    throw new EngineException(
        file
            + " holds neither a KAMCL checkpoint nor a torchvision ResNet, but tensors such as "
            + String.join(", ", weights.tensors().keySet().stream().limit(3).toList())
            + ".");
  }

  private ImportResult kamcl(
      Path file,
      String name,
      KamclCheckpoint checkpoint,
      Vocabulary words,
      ConceptVocabulary names) {
    if (words.size() != checkpoint.vocabularySize()) {
      throw new EngineException(
          "The vocabulary has "
              + words.size()
              + " words, but "
              + file
              + " was trained with "
              + checkpoint.vocabularySize()
              + ". Use the vocabulary of that training.");
    }
    checkConcepts(names, checkpoint.conceptCount(), file);
    NetworkConfig config =
        NetworkConfig.published(
            BackboneType.valueOf(checkpoint.backbone().toUpperCase(Locale.ROOT)),
            checkpoint.imageSize(),
            checkpoint.vocabularySize());
    List<ParameterSpec> specs = new KamclNetwork(config).specs();
    ModelFiles.validate(checkpoint.queryTowers(), specs, file.toString());
    Map<String, Double> figures = new LinkedHashMap<>();
    number(checkpoint.queryTowers().metadata().get("best_rsum"))
        .ifPresent(score -> figures.put("checkpoint/best_rsum", score));
    StoredModel model =
        store(
            name,
            config,
            only(checkpoint.queryTowers(), specs),
            words,
            names,
            figures,
            file,
            "A KAMCL checkpoint ("
                + checkpoint.backbone()
                + ", "
                + checkpoint.imageSize()
                + " px).");
    return new ImportResult(
        model, "KAMCL checkpoint, " + checkpoint.backbone(), checkpoint.unusedTensors());
  }

  private ImportResult resNet(
      Path file, String name, WeightSet weights, Vocabulary words, ConceptVocabulary names) {
    WeightSet renamed =
        CheckpointConverter.convertTorchvisionResNet(weights, RESNET, file.toString());
    boolean bottleneck = renamed.tensors().containsKey(RESNET + "layer1.0.conv3.weight");
    boolean deep = renamed.tensors().containsKey(RESNET + "layer3.22.conv1.weight");
    BackboneType backbone =
        !bottleneck ? BackboneType.RESNET18 : deep ? BackboneType.RESNET101 : BackboneType.RESNET50;
    NetworkConfig config = NetworkConfig.published(backbone, 256, words.size());
    checkConcepts(names, config.conceptCount(), file);
    List<ParameterSpec> specs = new KamclNetwork(config).specs();
    List<ParameterSpec> given = specs.stream().filter(s -> s.name().startsWith(RESNET)).toList();
    ModelFiles.validate(renamed, given, file.toString());
    ParameterInitializer start = new ParameterInitializer(HEAD_SEED);
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    for (ParameterSpec spec : specs) {
      TensorData tensor = renamed.tensors().get(spec.name());
      tensors.put(
          spec.name(),
          tensor != null ? tensor : TensorData.ofFloats(start.values(spec), spec.shape()));
    }
    StoredModel model =
        store(
            name,
            config,
            new WeightSet(tensors, Map.of()),
            words,
            names,
            Map.of(),
            file,
            "A torchvision ResNet with untrained heads: a start for training, it finds nothing yet.");
    return new ImportResult(model, "torchvision ResNet, heads untrained", List.of());
  }

  private static void checkConcepts(ConceptVocabulary names, int outputs, Path file) {
    if (names.size() != outputs) {
      throw new EngineException(
          "The list of concepts has "
              + names.size()
              + " names, but the heads of "
              + file
              + " have "
              + outputs
              + " outputs.");
    }
  }

  private static Optional<Double> number(String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(Double.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static WeightSet only(WeightSet weights, List<ParameterSpec> specs) {
    Map<String, TensorData> kept = new LinkedHashMap<>();
    specs.forEach(s -> kept.put(s.name(), weights.tensors().get(s.name())));
    return new WeightSet(kept, Map.of());
  }

  private StoredModel store(
      String name,
      NetworkConfig config,
      WeightSet weights,
      Vocabulary words,
      ConceptVocabulary names,
      Map<String, Double> figures,
      Path file,
      String description) {
    return store.create(
        name,
        folder -> {
          Path target = folder.resolve(ModelFiles.WEIGHTS);
          SafeTensors.write(target, weights);
          ModelFiles.writeText(folder.resolve(ModelFiles.VOCABULARY), words.toJson());
          ModelFiles.writeText(folder.resolve(ModelFiles.CONCEPTS), names.toJson());
          ModelCard card =
              new ModelCard(
                  ModelCard.FORMAT_VERSION,
                  name,
                  description,
                  LocalDate.now(ZoneOffset.UTC).toString(),
                  "reference",
                  config,
                  "unknown",
                  "imported from " + file.getFileName(),
                  figures,
                  "unknown; ask whoever gave you the file",
                  "unknown",
                  null,
                  "unknown: evaluate it on your own data",
                  ModelFiles.sha256(target));
          ModelFiles.writeText(folder.resolve(ModelCard.FILE), card.toJson());
        });
  }
}
