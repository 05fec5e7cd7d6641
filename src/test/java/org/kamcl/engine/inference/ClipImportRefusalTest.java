package org.kamcl.engine.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.engine.checkpoint.CheckpointError;
import org.kamcl.engine.inference.ModelImporter.ImportRequest;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.engine.weights.WeightsError;
import org.kamcl.error.KamclException;
import org.kamcl.support.ClipCheckpoints;
import org.kamcl.support.ClipTowerFixtures;
import org.kamcl.support.PyTorchFiles;

/** Checkpoints of the CLIP family that are refused, each by its reason. */
class ClipImportRefusalTest {
  private static final String GELU = "tiny-gelu";
  private static final String QUICK = "tiny-quickgelu";
  private static final String RESNET = "tiny-resnet";

  private static final ClipTowerFixtures FIXTURES = ClipTowerFixtures.open();
  private static final Map<String, TensorData> TENSORS = ClipCheckpoints.tensors(FIXTURES, GELU);
  private static final Map<String, TensorData> WIDE = ClipCheckpoints.wide(FIXTURES, 16);

  @TempDir private Path folder;
  private ModelStore store;

  @BeforeEach
  void newStore() {
    store = new ModelStore(folder.resolve("models"), Optional.empty());
  }

  private void importModel(Path file) {
    new ModelImporter(store).importFile(ImportRequest.of(file, "mine"));
  }

  private Path safetensors(String name, Map<String, TensorData> tensors) {
    Path file = folder.resolve(name);
    SafeTensors.write(file, new WeightSet(tensors, Map.of()));
    return file;
  }

  private void config(String name) {
    ClipCheckpoints.writeConfig(folder, FIXTURES.config(name));
  }

  private static void put(Map<String, TensorData> tensors, String name, long... shape) {
    ClipCheckpoints.put(FIXTURES, tensors, name, shape);
  }

  private void assertRejected(CheckpointError code, Consumer<Map<String, TensorData>> change)
      throws IOException {
    Map<String, TensorData> tensors = new LinkedHashMap<>(WIDE);
    change.accept(tensors);
    Path file = safetensors(code + ".safetensors", tensors);
    KamclException e = assertThrows(KamclException.class, () -> importModel(file), code.name());
    assertEquals(code, e.code(), e.getMessage());
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    assertFalse(e.getMessage().contains("{"), e.getMessage());
    assertEquals(List.of(), store.list());
    try (var files = Files.list(folder)) {
      assertTrue(files.noneMatch(f -> f.toString().endsWith("models.tmp")));
    }
  }

  private static void add(Map<String, TensorData> tensors, String name) {
    tensors.put(name, TensorData.ofFloats(new float[] {1, 2}, 2));
  }

  @ParameterizedTest
  @CsvSource({
    "SIGLIP,logit_bias",
    "SIGLIP,vision_model.head.probe",
    "COCA,text_decoder.ln_final.weight",
    "COCA,visual.attn_pool.query",
    "IMAGE_TOWER_UNSUPPORTED,visual.trunk.patch_embed.proj.weight",
    "IMAGE_TOWER_UNSUPPORTED,visual.blocks.0.norm1.weight",
    "TEXT_TOWER_UNSUPPORTED,bert.embeddings.word_embeddings.weight",
    "TEXT_TOWER_UNSUPPORTED,text.transformer.encoder.layer.0.attention.self.query.weight",
    "TEXT_TOWER_UNSUPPORTED,text.token_embedding.weight",
    "LORA_NOT_MERGED,visual.transformer.resblocks.0.attn.lora_A.weight",
    "TENSORS_UNKNOWN,visual.transformer.resblocks.0.ls_1.gamma",
    "SEVERAL_MODELS,teacher.visual.conv1.weight",
  })
  void otherTowersAreNamed(CheckpointError code, String tensor) throws IOException {
    if (code == CheckpointError.SEVERAL_MODELS) {
      assertRejected(
          code,
          t -> {
            Map<String, TensorData> both = ClipCheckpoints.renamed(t, name -> "student." + name);
            t.clear();
            t.putAll(both);
            add(t, tensor);
          });
    } else {
      assertRejected(code, t -> add(t, tensor));
    }
  }

  @Test
  void incompleteAndForeignModelsAreNamed() throws IOException {
    assertRejected(
        CheckpointError.LORA_ONLY,
        t -> {
          t.clear();
          add(t, "base_model.model.visual.q_proj.lora_A.weight");
          add(t, "base_model.model.visual.q_proj.lora_B.weight");
        });
    assertRejected(
        CheckpointError.TEXT_TOWER_MISSING,
        t -> t.keySet().removeIf(name -> !name.startsWith("visual.")));
    assertRejected(
        CheckpointError.IMAGE_TOWER_MISSING,
        t -> t.keySet().removeIf(name -> name.startsWith("visual.")));
    assertRejected(
        CheckpointError.TENSORS_MISSING, t -> t.remove("transformer.resblocks.0.ln_1.bias"));
    assertRejected(
        CheckpointError.VOCABULARY_SIZE, t -> put(t, "token_embedding.weight", 21128, 64));
    assertRejected(
        CheckpointError.POSITIONS_NOT_SQUARE, t -> put(t, "visual.positional_embedding", 7, 64));
    assertRejected(
        CheckpointError.SHAPE_UNEXPECTED, t -> put(t, "visual.conv1.weight", 64, 3, 256));
  }

  @Test
  void aTorchScriptArchiveWithoutItsHeadsIsNamed() {
    Map<String, TensorData> tensors =
        new LinkedHashMap<>(ClipCheckpoints.half(ClipCheckpoints.tensors(FIXTURES, RESNET)));
    tensors.put("input_resolution", TensorData.ofFloats(new float[] {64}));
    tensors.put("context_length", TensorData.ofFloats(new float[] {77}));
    tensors.put("vocab_size", TensorData.ofFloats(new float[] {49408}));
    // Its text tower is 32 wide, so that its heads are not known from shapes alone.
    Path file = PyTorchFiles.script(folder.resolve("RN.pt"), tensors);
    KamclException e = assertThrows(KamclException.class, () -> importModel(file));
    assertEquals(CheckpointError.HEADS_UNKNOWN, e.code());
    assertEquals(List.of(), store.list());
  }

  @Test
  void theConfigurationOfAnotherModelIsNamed() {
    config(QUICK);
    Path file = PyTorchFiles.stateDict(folder.resolve("m.pt"), TENSORS);
    KamclException e = assertThrows(KamclException.class, () -> importModel(file));
    assertEquals(CheckpointError.CONFIG_DIFFERS, e.code());
    assertTrue(e.getMessage().contains("open_clip_config.json"), e.getMessage());
  }

  @Test
  void halfAFileIsNotImported() throws IOException {
    config(GELU);
    byte[] zip = Files.readAllBytes(PyTorchFiles.stateDict(folder.resolve("m.pt"), TENSORS));
    Path half = Files.write(folder.resolve("half.pt"), Arrays.copyOf(zip, zip.length / 2));
    assertEquals(
        WeightsError.ARCHIVE_DAMAGED,
        assertThrows(KamclException.class, () -> importModel(half)).code());
    byte[] tensors = Files.readAllBytes(safetensors("m.safetensors", TENSORS));
    Path cut =
        Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(tensors, tensors.length / 2));
    assertEquals(
        WeightsError.SAFETENSORS_DAMAGED,
        assertThrows(KamclException.class, () -> importModel(cut)).code());
    assertEquals(List.of(), store.list());
  }
}
