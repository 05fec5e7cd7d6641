package org.kamcl.engine.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.kamcl.engine.inference.ConceptCalibration.Point;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.ErrorCode;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.support.TestModels;

/** A new folder with an intact model "small" with both calibrations for each test. */
final class ModelFolder implements BeforeEachCallback, AfterEachCallback {
  /** The intact files, which are made once. */
  private static final Map<String, byte[]> INTACT = new TreeMap<>();

  private Path folder;
  private Path model;
  private ModelStore store;

  private static synchronized Map<String, byte[]> intact() throws IOException {
    if (INTACT.isEmpty()) {
      Path made = Files.createTempDirectory("kamcl-model");
      try {
        TestModels.defaultModel(made);
        new ConceptCalibration(
                Map.of("lake", 0.4), 0.5, List.of(new Point(0, 0), new Point(1, 0.9)), "a corpus")
            .write(made);
        scores(1, 1).write(made);
        Files.writeString(made.resolve("training.json"), "{\"epochs\": 3}\n");
        try (Stream<Path> files = Files.list(made)) {
          for (Path file : files.toList()) {
            INTACT.put(file.getFileName().toString(), Files.readAllBytes(file));
          }
        }
      } finally {
        FileUtils.deleteDirectory(made.toFile());
      }
    }
    return INTACT;
  }

  /**
   * A score calibration.
   *
   * @param scale length of the vectors; a calibration has vectors of length 1
   */
  static ScoreCalibration scores(long seed, float scale) {
    Random random = new Random(seed);
    float[][] rows = new float[8][512];
    for (float[] row : rows) {
      row[random.nextInt(row.length)] = scale;
    }
    return new ScoreCalibration(rows, rows, "a corpus");
  }

  @Override
  public void beforeEach(ExtensionContext test) throws IOException {
    folder = Files.createTempDirectory("kamcl-models");
    model = Files.createDirectories(folder.resolve("models/small"));
    for (String file : intact().keySet()) {
      restore(file);
    }
    reopen();
  }

  @Override
  public void afterEach(ExtensionContext test) throws IOException {
    FileUtils.deleteDirectory(folder.toFile());
  }

  /** The folder of the model. */
  Path model() {
    return model;
  }

  /** The store that has checked the model before. */
  ModelStore store() {
    return store;
  }

  /** A store that remembers what is on disk only. */
  ModelStore open() {
    return new ModelStore(folder.resolve("models"), Optional.empty());
  }

  /** Replaces {@link #store} by a new one. */
  void reopen() {
    store = open();
  }

  /** What the store remembers of its checks. */
  Path checkedFiles() {
    return folder.resolve("models/.checked.json");
  }

  /** The model as a new store finds it. */
  StoredModel stored() {
    return open().find("small");
  }

  /** Checks the model. */
  CheckedModel check() {
    return store.check(stored());
  }

  /** Why the model is refused. */
  KamclException refused() {
    return assertThrows(KamclException.class, this::check);
  }

  /** Asserts that the model is refused with an error that names a file, also by a new store. */
  void assertRefused(ErrorCode code, String file) {
    KamclException e = refused();
    assertEquals(code, e.code(), e.getMessage());
    assertTrue(e.getMessage().contains(file), e.getMessage());
    List<Problem> problems = store.problems(stored());
    assertTrue(problems.stream().anyMatch(p -> p.is(code)), problems.toString());
    KamclException cold = assertThrows(KamclException.class, () -> open().check(stored()));
    assertEquals(code, cold.code());
  }

  /** Flips bits in the second half of a file. */
  void flip(String file, int count) throws IOException {
    Path path = model.resolve(file);
    byte[] bytes = Files.readAllBytes(path);
    Random random = new Random(3);
    for (int i = 0; i < count; i++) {
      bytes[bytes.length / 2 + random.nextInt(bytes.length / 2)] ^= 0x40;
    }
    Files.write(path, bytes);
  }

  /** Makes a file intact again. */
  void restore(String file) throws IOException {
    Files.write(model.resolve(file), intact().get(file));
  }

  /** Multiplies the values of one tensor of the weights. */
  void rewriteWeights(float factor) {
    Path file = model.resolve(ModelFiles.WEIGHTS);
    WeightSet weights = SafeTensors.read(file);
    Map<String, TensorData> tensors = new LinkedHashMap<>(weights.tensors());
    String name = tensors.keySet().iterator().next();
    float[] values = tensors.get(name).toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    tensors.put(name, TensorData.ofFloats(values, tensors.get(name).shape()));
    SafeTensors.write(file, new WeightSet(tensors, weights.metadata()));
  }
}
