package org.kamcl.engine.inference;

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
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.ErrorCode;
import org.kamcl.error.KamclException;
import org.kamcl.support.TestModels;

class ModelAverageTest {
  private static final String TENSOR = "visualmodelQ.im.0.weight";

  @TempDir private Path folder;
  private ModelStore store;

  @BeforeEach
  void models() {
    store = new ModelStore(folder, Optional.empty());
    TestModels.defaultModel(folder.resolve("a"));
    scaled("b", 3);
  }

  /** Writes a copy of model a with all values multiplied. */
  private void scaled(String name, float factor) {
    Path made = TestModels.defaultModel(folder.resolve(name));
    Path file = made.resolve(ModelFiles.WEIGHTS);
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    SafeTensors.read(file)
        .tensors()
        .forEach(
            (key, tensor) -> {
              float[] values = tensor.toFloats();
              for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
              }
              tensors.put(key, TensorData.ofFloats(values, tensor.shape()).toHalf());
            });
    SafeTensors.write(file, new WeightSet(tensors, Map.of()));
  }

  private float[] values(String model) {
    return SafeTensors.read(folder.resolve(model).resolve(ModelFiles.WEIGHTS))
        .tensors()
        .get(TENSOR)
        .toFloats();
  }

  @Test
  void everyWeightIsAveraged() {
    ConceptCalibration.UNCALIBRATED.write(folder.resolve("a"));
    ModelStore.StoredModel made = new ModelAverage(store).create(List.of("a", "b"), "c");
    assertFalse(
        Files.exists(made.folder().resolve(ModelFiles.CONCEPT_CALIBRATION)),
        "the calibration of one model does not apply to the average");
    float[] a = values("a");
    float[] c = values("c");
    for (int i = 0; i < a.length; i++) {
      assertEquals(2 * a[i], c[i], 2e-3 * Math.abs(a[i]) + 1e-6);
    }
    ModelCard card = made.requireCard();
    assertTrue(card.description().contains("a, b"), card.description());
    assertTrue(card.metrics().isEmpty(), "metrics of the models do not apply to the average");
    assertEquals(
        card.weightsSha256(), ModelFiles.sha256(made.folder().resolve(ModelFiles.WEIGHTS)));
    assertTrue(Files.exists(made.folder().resolve(ModelFiles.WORDPIECE_VOCABULARY)));
  }

  @Test
  void incompatibleModelsAreRejected() throws IOException {
    TestModels.defaultModel(folder.resolve("large"), 96);
    assertEquals(InferenceError.AVERAGE_NETWORKS_DIFFER, errorCode("a", "large"));
    TestModels.defaultModel(folder.resolve("words"));
    Path concepts = folder.resolve("words").resolve(ModelFiles.CONCEPTS);
    Files.writeString(concepts, Files.readString(concepts).replace("boats", "ships"));
    assertEquals(InferenceError.AVERAGE_FILES_DIFFER, errorCode("a", "words"));
    assertEquals(InferenceError.MODEL_NOT_FOUND, errorCode("a", "missing"));
    assertEquals(InferenceError.AVERAGE_NEEDS_TWO, errorCode("a"));
    assertFalse(Files.exists(folder.resolve("c")));
  }

  @Test
  void aDamagedModelIsNotAveraged() throws IOException {
    store.check(store.find("b"));
    Path words = folder.resolve("b").resolve(ModelFiles.WORDPIECE_VOCABULARY);
    Files.writeString(words, Files.readString(words) + "\n");
    assertEquals(InferenceError.MODEL_FILE_CHANGED, errorCode("a", "b"));
    assertFalse(Files.exists(folder.resolve("c")));
  }

  @Test
  void anAverageHasAManifest() {
    ModelStore.StoredModel made = new ModelAverage(store).create(List.of("a", "b"), "c");
    assertTrue(Files.exists(made.folder().resolve(ModelManifest.FILE)));
    assertEquals(List.of(), store.problems(made));
  }

  private ErrorCode errorCode(String... names) {
    return assertThrows(
            KamclException.class, () -> new ModelAverage(store).create(List.of(names), "c"))
        .code();
  }
}
