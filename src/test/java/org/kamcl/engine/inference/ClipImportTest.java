package org.kamcl.engine.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.engine.checkpoint.CheckpointError;
import org.kamcl.engine.checkpoint.ClipCheckpointReader;
import org.kamcl.engine.inference.ActivationChooser.Choice;
import org.kamcl.engine.inference.ModelImporter.ImportRequest;
import org.kamcl.engine.inference.ModelImporter.ImportResult;
import org.kamcl.engine.network.Activation;
import org.kamcl.engine.network.ClipCase;
import org.kamcl.engine.network.ClipSizes;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.weights.OpenedWeights;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.engine.weights.WeightsError;
import org.kamcl.error.KamclException;
import org.kamcl.support.ClipCheckpoints;
import org.kamcl.support.ClipTowerFixtures;
import org.kamcl.support.PyTorchFiles;

/** Every layout of a model of the CLIP family, with the weights of the parity fixtures. */
class ClipImportTest {
  private static final String GELU = "tiny-gelu";
  private static final String QUICK = "tiny-quickgelu";
  private static final String RESNET = "tiny-resnet";

  private static final ClipTowerFixtures FIXTURES = ClipTowerFixtures.open();
  private static final Map<String, TensorData> TENSORS = ClipCheckpoints.tensors(FIXTURES, GELU);
  private static final Map<String, TensorData> WIDE = ClipCheckpoints.wide(FIXTURES, 16);
  private static EngineRuntime runtime;

  @TempDir private Path folder;
  private ModelStore store;

  @BeforeAll
  static void start() {
    runtime = EngineRuntime.open(DeviceChoice.CPU);
  }

  @AfterAll
  static void end() {
    runtime.close();
  }

  @BeforeEach
  void newStore() {
    store = new ModelStore(folder.resolve("models"), Optional.empty());
  }

  private ImportResult importModel(Path file) {
    return new ModelImporter(store).importFile(ImportRequest.of(file, "mine"));
  }

  private Path safetensors(String name, Map<String, TensorData> tensors) {
    Path file = folder.resolve(name);
    SafeTensors.write(file, new WeightSet(tensors, Map.of()));
    return file;
  }

  private void config(String name) {
    ClipCheckpoints.writeConfig(folder, FIXTURES.config(name));
  }

  /** The text features of the fixtures, of which all tokens are in the vocabulary. */
  private void assertTextFeatures(String name, double factor) {
    double[] wanted = FIXTURES.array(name + "/text@f64").values();
    double allowed = factor * FIXTURES.allowed(name, "text");
    try (KamclModel model = KamclModel.open(store.find("mine").folder(), runtime)) {
      assertEquals(List.of(), model.conceptNames());
      List<Embedding> texts = model.embedTexts(FIXTURES.texts());
      int width = model.dimension();
      for (int t = 0; t < texts.size(); t++) {
        for (int i = 0; i < width; i++) {
          assertEquals(wanted[t * width + i], texts.get(t).vector()[i], allowed);
        }
      }
    }
  }

  private Map<String, TensorData> stored() {
    return SafeTensors.read(store.find("mine").folder().resolve(ModelFiles.WEIGHTS)).tensors();
  }

  private static void assertNetwork(String name, ModelCard card) {
    ClipSizes found = card.network().clip();
    assertEquals(100, found.logitScale(), 1e-4);
    ClipSizes rounded =
        new ClipSizes(found.vision(), found.text(), found.embeddingSize(), found.activation(), 100);
    assertEquals(ClipCase.config(FIXTURES.config(name)), NetworkConfig.clip(rounded));
    assertEquals(card.network(), NetworkConfig.clip(found));
  }

  private static String ours(String name) {
    return name.startsWith("visual.")
        ? "visualmodelQ.encoder." + name.substring(7)
        : "textmodelQ.encoder." + name;
  }

  private void assertStored(Map<String, TensorData> wanted) {
    Map<String, TensorData> stored = stored();
    wanted.forEach(
        (name, tensor) -> {
          if (!name.equals("logit_scale") && !name.endsWith("num_batches_tracked")) {
            TensorData found = stored.get(ours(name));
            assertArrayEquals(tensor.shape(), found.shape(), name);
            assertArrayEquals(tensor.toFloats(), found.toFloats(), name);
          }
        });
  }

  @Test
  void aStateDictOfOpenClipIsImportedWithItsConfiguration() {
    config(GELU);
    ImportResult result = importModel(PyTorchFiles.stateDict(folder.resolve("m.pt"), TENSORS));
    ModelCard card = result.model().requireCard();
    assertNetwork(GELU, card);
    assertTrue(card.description().contains("GELU, stated by open_clip_config.json"));
    assertEquals(List.of(), result.unusedTensors());
    assertEquals(List.of(), store.problems(result.model()));
    assertEquals(64, store.check(result.model()).contentHash().length());
    assertTextFeatures(GELU, 1);
    assertStored(TENSORS);
  }

  @Test
  void aTrainingCheckpointIsImportedWithoutItsOptimizer() {
    config(GELU);
    Map<String, TensorData> module = ClipCheckpoints.renamed(TENSORS, name -> "module." + name);
    Map<String, TensorData> optimizer = Map.of("exp_avg", TensorData.ofFloats(new float[4], 4));
    importModel(PyTorchFiles.checkpoint(folder.resolve("epoch_3.pt"), module, optimizer));
    assertStored(TENSORS);
  }

  @Test
  void namesBelowModelAreFoundAndOthersAreListed() {
    config(GELU);
    Map<String, TensorData> model =
        new LinkedHashMap<>(ClipCheckpoints.renamed(TENSORS, name -> "model." + name));
    model.put("criterion.scale", TensorData.ofFloats(new float[] {1}));
    ImportResult result = importModel(safetensors("m.safetensors", model));
    assertEquals(List.of("criterion.scale"), result.unusedTensors());
    assertStored(TENSORS);
  }

  @Test
  void aTorchScriptArchiveOfOpenAiIsQuickGelu() {
    Map<String, TensorData> tensors = ClipCheckpoints.half(wide());
    ImportResult result = importModel(PyTorchFiles.script(folder.resolve("ViT.pt"), tensors));
    ClipSizes sizes = result.model().requireCard().network().clip();
    assertEquals(Activation.QUICK_GELU, sizes.activation());
    assertEquals(1, sizes.vision().heads());
    assertTrue(result.kind().startsWith("OpenAI CLIP"), result.kind());
    assertStored(tensors);
  }

  /** Without the configuration, the heads of these narrow towers are not known. */
  @Test
  void aTorchScriptArchiveIsReadWithTheConfigurationBesideIt() {
    config(QUICK);
    importModel(
        PyTorchFiles.script(folder.resolve("ViT.pt"), ClipCheckpoints.tensors(FIXTURES, QUICK)));
    assertNetwork(QUICK, store.find("mine").requireCard());
    assertTextFeatures(QUICK, 1);
  }

  @Test
  void theActivationOfATorchScriptArchiveIsUnknownIfItsConfigurationSaysGelu() {
    config(GELU);
    Path file = PyTorchFiles.script(folder.resolve("ViT.pt"), TENSORS);
    KamclException unknown = assertThrows(KamclException.class, () -> importModel(file));
    assertEquals(InferenceError.ACTIVATION_UNKNOWN, unknown.code());
    Choice gelu = new Choice(Optional.of(Activation.GELU), 0.3, 0.2, 0.4, 81);
    measured(file, gelu, Optional.empty());
    assertNetwork(GELU, store.find("mine").requireCard());
  }

  private static Map<String, TensorData> wide() {
    return new LinkedHashMap<>(WIDE);
  }

  private static void put(Map<String, TensorData> tensors, String name, long... shape) {
    ClipCheckpoints.put(FIXTURES, tensors, name, shape);
  }

  @Test
  void transformersNamesAreMappedAndQueryKeyAndValueJoined() {
    ClipCheckpoints.write(
        folder.resolve("config.json"),
        "{\"projection_dim\": 32, \"vision_config\": {\"hidden_act\": \"gelu\","
            + " \"num_attention_heads\": 4, \"image_size\": 64}, \"text_config\":"
            + " {\"hidden_act\": \"gelu\", \"num_attention_heads\": 4}}");
    Map<String, TensorData> named = ClipCheckpoints.transformers(TENSORS);
    ImportResult result = importModel(safetensors("model.safetensors", named));
    assertNetwork(GELU, result.model().requireCard());
    assertEquals(List.of("text_model.embeddings.position_ids"), result.unusedTensors());
    assertStored(TENSORS);
    assertTextFeatures(GELU, 1);
  }

  @Test
  void transformersDefaultToQuickGelu() {
    ClipCheckpoints.write(
        folder.resolve("config.json"), "{\"vision_config\": {}, \"text_config\": {}}");
    ImportResult result =
        importModel(safetensors("model.safetensors", ClipCheckpoints.transformers(wide())));
    assertEquals(Activation.QUICK_GELU, result.model().requireCard().network().clip().activation());
  }

  @Test
  void pixelStatisticsOfTransformersAreInAFileOfTheirOwn() {
    ClipCheckpoints.write(
        folder.resolve("config.json"), "{\"vision_config\": {}, \"text_config\": {}}");
    Path file = safetensors("model.safetensors", ClipCheckpoints.transformers(wide()));
    String clip = "[0.48145466, 0.4578275, 0.40821073], \"image_std\": [0.26862954, 0.26130258,";
    Path processor = folder.resolve("preprocessor_config.json");
    ClipCheckpoints.write(processor, "{\"image_mean\": " + clip + " 0.27577711], \"size\": 224}");
    assertNull(importModel(file).model().requireCard().network().clip().pixels());
    store.delete("mine");
    ClipCheckpoints.write(
        processor, "{\"image_mean\": [0.5, 0.4, 0.3], \"image_std\": [0.1, 0.2, 0.3]}");
    assertEquals(
        new ClipSizes.Pixels(List.of(0.5, 0.4, 0.3), List.of(0.1, 0.2, 0.3)),
        importModel(file).model().requireCard().network().clip().pixels());
  }

  @Test
  void aModelInSeveralFilesIsImportedByItsIndexOrByOneOfThem() {
    config(GELU);
    Map<String, TensorData> first = new LinkedHashMap<>();
    Map<String, TensorData> second = new LinkedHashMap<>();
    JsonObject map = new JsonObject();
    TENSORS.forEach(
        (name, tensor) -> {
          boolean visual = name.startsWith("visual.");
          (visual ? first : second).put(name, tensor);
          map.addProperty(name, "m-0000" + (visual ? 1 : 2) + "-of-00002.safetensors");
        });
    Path part = safetensors("m-00001-of-00002.safetensors", first);
    KamclException alone = assertThrows(KamclException.class, () -> importModel(part));
    assertEquals(WeightsError.PART_WITHOUT_INDEX, alone.code());
    JsonObject json = new JsonObject();
    json.add("weight_map", map);
    Path index = folder.resolve("m.safetensors.index.json");
    ClipCheckpoints.write(index, json.toString());
    KamclException missing = assertThrows(KamclException.class, () -> importModel(index));
    assertEquals(WeightsError.PART_FILE_MISSING, missing.code());
    safetensors("m-00002-of-00002.safetensors", second);
    importModel(part);
    assertStored(TENSORS);
    store.delete("mine");
    map.addProperty("visual.proj", "../m-00001-of-00002.safetensors");
    ClipCheckpoints.write(index, json.toString());
    KamclException outside = assertThrows(KamclException.class, () -> importModel(index));
    assertEquals(WeightsError.PART_FILE_MISSING, outside.code());
  }

  @Test
  void brainFloatsAndHalvesAreKeptAsTheyAre() {
    config(QUICK);
    Map<String, TensorData> tensors = ClipCheckpoints.tensors(FIXTURES, QUICK);
    Map<String, TensorData> brain = ClipCheckpoints.brain(tensors);
    importModel(safetensors("m.safetensors", brain));
    assertStored(brain);
    store.delete("mine");
    importModel(PyTorchFiles.stateDict(folder.resolve("m.bin"), ClipCheckpoints.half(tensors)));
    assertEquals("F16", stored().get(ours("visual.proj")).dataType().name());
    assertTextFeatures(QUICK, 3000);
  }

  @Test
  void aResNetIsImported() {
    config(RESNET);
    Map<String, TensorData> tensors = ClipCheckpoints.tensors(FIXTURES, RESNET);
    ImportResult result = importModel(PyTorchFiles.stateDict(folder.resolve("m.pt"), tensors));
    assertNetwork(RESNET, result.model().requireCard());
    assertStored(tensors);
    assertTextFeatures(RESNET, 1);
  }

  @Test
  void otherStatisticsOfPixelsAreTakenFromTheConfiguration() {
    JsonObject json = new JsonObject();
    json.add("model_cfg", FIXTURES.config(GELU));
    JsonObject half = new JsonObject();
    JsonArray three = new JsonArray();
    three.add(.5);
    three.add(.5);
    three.add(.5);
    half.add("mean", three);
    half.add("std", three);
    json.add("preprocess_cfg", half);
    ClipCheckpoints.write(folder.resolve("open_clip_config.json"), json.toString());
    importModel(PyTorchFiles.stateDict(folder.resolve("m.pt"), TENSORS));
    try (KamclModel model = KamclModel.open(store.find("mine").folder(), runtime)) {
      assertEquals(1f, model.normalization().apply(2, 255));
      assertEquals(-1f, model.preprocessing().normalization().apply(0, 0));
    }
  }

  @Test
  void theActivationIsMeasuredOnlyWhereNothingStatesIt() {
    Path file = safetensors("wide.safetensors", wide());
    KamclException unknown = assertThrows(KamclException.class, () -> importModel(file));
    assertEquals(InferenceError.ACTIVATION_UNKNOWN, unknown.code());
    Choice undecided = new Choice(Optional.empty(), 0.01, -0.1, 0.12, 81);
    KamclException asked =
        assertThrows(KamclException.class, () -> measured(file, undecided, Optional.empty()));
    assertEquals(InferenceError.ACTIVATION_UNDECIDED, asked.code());
    assertTrue(asked.getMessage().contains("--activation gelu"), asked.getMessage());
    assertEquals(List.of(), store.list());
    Choice quick = new Choice(Optional.of(Activation.QUICK_GELU), -0.3, -0.4, -0.2, 81);
    ModelCard card = measured(file, quick, Optional.empty());
    assertEquals(Activation.QUICK_GELU, card.network().clip().activation());
    assertTrue(card.description().contains("QuickGELU, measured on 81"), card.description());
    assertEquals(-0.3, card.metrics().get("activation/geluLessQuickGelu"));
    store.delete("mine");
    ModelCard chosen = measured(file, quick, Optional.of(Activation.GELU));
    assertEquals(Activation.GELU, chosen.network().clip().activation());
    assertTrue(chosen.description().contains("GELU, chosen at import"), chosen.description());
  }

  private ModelCard measured(Path file, Choice choice, Optional<Activation> activation) {
    ActivationChooser chooser =
        opener -> {
          for (Activation each : Activation.values()) {
            opener.open(each, runtime).close();
          }
          return choice;
        };
    ImportRequest request =
        new ImportRequest(file, "mine", Optional.empty(), Optional.empty(), activation);
    return new ModelImporter(store, () -> {}, chooser).importFile(request).model().requireCard();
  }

  @Test
  void aModelFor336PixelsIsAccepted() {
    Map<String, TensorData> tensors = wide();
    put(tensors, "visual.conv1.weight", 64, 3, 14, 14);
    put(tensors, "visual.positional_embedding", 577, 64);
    ImportRequest request =
        new ImportRequest(
            safetensors("l336.safetensors", tensors),
            "mine",
            Optional.empty(),
            Optional.empty(),
            Optional.of(Activation.QUICK_GELU));
    ImportResult result = new ModelImporter(store).importFile(request);
    assertEquals(336, result.model().requireCard().imageSize());
    assertEquals(14, result.model().requireCard().network().clip().vision().patch());
  }

  /** ViT-H/14 has heads of 80 values; those of an unknown width are not guessed. */
  @ParameterizedTest
  @CsvSource({"1280,16", "1408,16", "1664,16", "1024,16", "1152,0"})
  void headsOfLargeModelsAreWider(int width, int heads) {
    Map<String, TensorData> tensors = wide();
    put(tensors, "visual.class_embedding", width);
    put(tensors, "visual.positional_embedding", 5, width);
    put(tensors, "visual.conv1.weight", width, 3, 1, 1);
    put(tensors, "visual.transformer.resblocks.0.mlp.c_fc.weight", 8, width);
    OpenedWeights opened = new OpenedWeights(new WeightSet(tensors, Map.of()), false);
    Path file = folder.resolve("h.pt");
    if (heads > 0) {
      ClipSizes sizes = ClipCheckpointReader.read(file, opened).orElseThrow().sizes();
      assertEquals(heads, sizes.vision().heads());
    } else {
      KamclException e =
          assertThrows(KamclException.class, () -> ClipCheckpointReader.read(file, opened));
      assertEquals(CheckpointError.HEADS_UNKNOWN, e.code());
    }
  }

  @Test
  void anImportThatIsEndedAnywhereLeavesNothing() throws IOException {
    config(GELU);
    Path file = PyTorchFiles.stateDict(folder.resolve("m.pt"), TENSORS);
    int[] all = {0};
    importUntil(file, "all", () -> all[0]++);
    assertTrue(all[0] > 2 * TENSORS.size(), "each tensor is a step of check and writing");
    List<String> before = names(store.path());
    for (int last = 1; last < all[0]; last += all[0] / 9) {
      int end = last;
      int[] steps = {0};
      assertThrows(
          CancellationException.class,
          () ->
              importUntil(
                  file,
                  "mine",
                  () -> {
                    if (++steps[0] == end) {
                      throw new CancellationException();
                    }
                  }));
      assertEquals(end, steps[0]);
      assertEquals(before, names(store.path()));
    }
  }

  private void importUntil(Path file, String name, Runnable safePoint) {
    new ModelImporter(store, safePoint).importFile(ImportRequest.of(file, name));
  }

  private static List<String> names(Path folder) throws IOException {
    try (var found = Files.list(folder)) {
      return found.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
