package org.kamcl.engine.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.inference.ModelImporter.ImportResult;
import org.kamcl.engine.network.BackboneType;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;
import org.kamcl.support.TestModels;

class ModelImporterTest {
  private static final String RESNET = "visualmodelQ.extract_feature.resnet.";

  @TempDir private Path folder;
  private ModelStore store;
  private Path vocabulary;
  private Path concepts;

  @BeforeEach
  void lists() {
    store = new ModelStore(folder.resolve("models"), Optional.empty());
    vocabulary = TestModels.vocabulary(folder.resolve("vocabulary.json"));
    concepts = TestModels.concepts(folder.resolve("concepts.json"));
  }

  private ImportResult importModel(Path file) {
    return new ModelImporter(store)
        .importFile(file, "mine", Optional.of(vocabulary), Optional.of(concepts));
  }

  private static void assertEmbeds(Path model) {
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        KamclModel loaded = KamclModel.open(model, runtime)) {
      Embedding image = loaded.embedImages(List.of(TestModels.image(1, 80, 60))).get(0);
      Embedding text = loaded.embedTexts(List.of("many boats near a pier")).get(0);
      assertEquals(512, image.vector().length);
      for (Embedding embedding : List.of(image, text)) {
        for (float x : embedding.unitVector()) {
          assertTrue(Float.isFinite(x));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = "RESNET.*", mode = EnumSource.Mode.MATCH_ANY)
  void kamclCheckpointDeterminesTheNetworkSizes(BackboneType backbone) {
    ImportResult importResult =
        importModel(TestModels.checkpoint(folder.resolve("c.safetensors"), backbone));
    ModelCard card = importResult.model().requireCard();
    assertEquals(
        NetworkConfig.publishedBuilder()
            .backbone(backbone)
            .imageSize(64)
            .vocabularySize(11)
            .build(),
        card.network());
    assertEquals("published", card.configuration());
    assertEquals(
        card.weightsSha256(),
        ModelFiles.sha256(importResult.model().folder().resolve("weights.safetensors")));
    assertEmbeds(importResult.model().folder());
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU)) {
      Path own = importResult.model().folder();
      KamclException other =
          assertThrows(KamclException.class, () -> KamclModel.open(own, runtime, 96));
      assertEquals(InferenceError.IMAGE_SIZE_FIXED, other.code());
    }
  }

  @Test
  void anImportedModelHasAManifest() {
    ImportResult imported =
        importModel(TestModels.checkpoint(folder.resolve("c.safetensors"), BackboneType.RESNET18));
    assertEquals(
        List.of("concepts.json", "model.json", "vocabulary.json", "weights.safetensors"),
        List.copyOf(ModelManifest.read(imported.model().folder()).orElseThrow().hashes().keySet()));
    assertEquals(List.of(), store.problems(imported.model()));
  }

  @Test
  void weightsThatAreNotFiniteAreNotImported() {
    Path file = TestModels.checkpoint(folder.resolve("c.safetensors"), BackboneType.RESNET18);
    WeightSet weights = SafeTensors.read(file);
    for (float damage : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      Map<String, TensorData> tensors = new LinkedHashMap<>(weights.tensors());
      String last = List.copyOf(tensors.keySet()).get(tensors.size() - 1);
      float[] values = tensors.get(last).toFloats();
      values[values.length - 1] = damage;
      tensors.put(last, TensorData.ofFloats(values, tensors.get(last).shape()));
      SafeTensors.write(file, new WeightSet(tensors, weights.metadata()));
      KamclException e = assertThrows(KamclException.class, () -> importModel(file));
      assertEquals(InferenceError.WEIGHTS_NOT_FINITE, e.code());
      assertEquals(List.of(file.toString(), last), e.arguments());
      assertEquals(List.of(), store.list());
    }
  }

  @ParameterizedTest
  @EnumSource(names = "RESNET.*", mode = EnumSource.Mode.MATCH_ANY)
  void torchvisionResNetIsMappedByTensorNames(BackboneType backbone) {
    WeightSet weights =
        TestModels.weights(
            NetworkConfig.publishedBuilder()
                .backbone(backbone)
                .imageSize(64)
                .vocabularySize(11)
                .build(),
            name -> name.startsWith(RESNET) ? name.substring(RESNET.length()) : null);
    assertTrue(weights.tensors().containsKey("layer4.1.bn2.running_var"));
    assertArrayEquals(
        new long[] {1000, backbone == BackboneType.RESNET18 ? 512 : 2048},
        weights.tensors().get("fc.weight").shape());
    Path file = folder.resolve("resnet.safetensors");
    SafeTensors.write(file, weights);
    ImportResult importResult = importModel(file);
    assertEquals(backbone, importResult.model().requireCard().network().backbone());
    Map<String, TensorData> stored =
        SafeTensors.read(importResult.model().folder().resolve("weights.safetensors")).tensors();
    weights
        .tensors()
        .forEach(
            (name, tensor) ->
                assertArrayEquals(
                    tensor.toFloats(), stored.get(RESNET + name).toFloats(), 0f, name));
    // A forward pass succeeds only if the block widths and the positions of strides are correct.
    assertEmbeds(importResult.model().folder());
  }

  @Test
  void keyEncodersAndQueuesAreDropped() {
    WeightSet towers =
        TestModels.weights(
            NetworkConfig.publishedBuilder()
                .backbone(BackboneType.RESNET18)
                .imageSize(64)
                .vocabularySize(11)
                .build(),
            name -> name);
    var tensors = new LinkedHashMap<>(towers.tensors());
    tensors.put("visualmodelK.im.0.weight", TensorData.ofFloats(new float[4], 2, 2));
    tensors.put("queue_im", TensorData.ofFloats(new float[4], 2, 2));
    Path file = folder.resolve("c.safetensors");
    SafeTensors.write(file, new WeightSet(tensors, Map.of()));
    ImportResult importResult = importModel(file);
    assertTrue(
        importResult.unusedTensors().containsAll(List.of("visualmodelK.im.0.weight", "queue_im")));
    Map<String, TensorData> stored =
        SafeTensors.read(importResult.model().folder().resolve("weights.safetensors")).tensors();
    assertFalse(stored.containsKey("queue_im"));
  }

  private KamclException assertRejected(Path file, InferenceError code) {
    KamclException e = assertThrows(KamclException.class, () -> importModel(file));
    assertEquals(code, e.code());
    assertEquals(List.of(), store.list());
    return e;
  }

  @Test
  void otherVocabularyIsRejected() throws IOException {
    Files.writeString(vocabulary, "[\"a\", \"b\"]");
    assertRejected(
        TestModels.checkpoint(folder.resolve("c.safetensors"), BackboneType.RESNET18),
        InferenceError.VOCABULARY_SIZE_DIFFERS);
  }

  @Test
  void otherConceptsAreRejected() throws IOException {
    Files.writeString(concepts, "[\"a\", \"b\"]");
    assertRejected(
        TestModels.checkpoint(folder.resolve("c.safetensors"), BackboneType.RESNET18),
        InferenceError.CONCEPT_COUNT_DIFFERS);
  }

  @Test
  void unknownTensorsAreRejectedWithExamples() {
    Path file = folder.resolve("x.safetensors");
    SafeTensors.write(
        file, new WeightSet(Map.of("bert.x", TensorData.ofFloats(new float[1], 1)), Map.of()));
    KamclException e = assertRejected(file, InferenceError.WEIGHTS_NOT_RECOGNIZED);
    assertTrue(e.getMessage().contains("bert.x"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x", "a/b", ".hidden", "a b", "con\nx"})
  void invalidModelNameIsRejected(String name) {
    Path file = TestModels.checkpoint(folder.resolve("c.safetensors"), BackboneType.RESNET18);
    assertThrows(
        KamclException.class,
        () ->
            new ModelImporter(store)
                .importFile(file, name, Optional.of(vocabulary), Optional.of(concepts)));
    assertEquals(List.of(), store.list());
  }

  @Test
  void existingModelNameIsRejectedUntilTheModelIsDeleted() {
    Path file = TestModels.checkpoint(folder.resolve("c.safetensors"), BackboneType.RESNET18);
    importModel(file);
    KamclException e = assertThrows(KamclException.class, () -> importModel(file));
    assertEquals(InferenceError.MODEL_EXISTS, e.code());
    store.delete("mine");
    assertEquals(List.of(), store.list());
    importModel(file);
  }

  @Test
  void aTakenNameIsRejectedBeforeTheWeightsAreReadAlsoThatOfAModelOfTheProgram()
      throws IOException {
    Path shipped = Files.createDirectories(folder.resolve("shipped"));
    TestModels.defaultModel(shipped.resolve("default"));
    ModelStore both = new ModelStore(folder.resolve("models"), Optional.of(shipped));
    Path absent = folder.resolve("absent.pt");
    KamclException e =
        assertThrows(
            KamclException.class,
            () ->
                new ModelImporter(both)
                    .importFile(ModelImporter.ImportRequest.of(absent, "default")));
    assertEquals(InferenceError.MODEL_EXISTS, e.code());
  }

  @Test
  void includedModelIsNotDeletedAndBrokenModelIsListedWithItsProblem() throws IOException {
    Path shipped = Files.createDirectories(folder.resolve("shipped"));
    TestModels.defaultModel(shipped.resolve("default"));
    Path card = folder.resolve("models/broken/model.json");
    Files.createDirectories(card.getParent());
    Files.writeString(card, "{");
    ModelStore both = new ModelStore(folder.resolve("models"), Optional.of(shipped));
    assertEquals("default", both.defaultModel().name());
    assertThrows(KamclException.class, () -> both.delete("default"));
    ModelStore.StoredModel broken = both.find("broken");
    assertTrue(broken.card().isEmpty());
    assertTrue(broken.problem().orElseThrow().is(InferenceError.CARD_DAMAGED));
    KamclException e = assertThrows(KamclException.class, () -> both.find("absent"));
    assertTrue(e.getMessage().contains("default"), e.getMessage());
  }
}
