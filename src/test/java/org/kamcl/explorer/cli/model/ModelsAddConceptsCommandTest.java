package org.kamcl.explorer.cli.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.ConceptCalibration;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.support.CommandResult;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpus;

/** A model without concept heads is calibrated, and gets concepts. */
class ModelsAddConceptsCommandTest {
  @TempDir private static Path folder;
  private static Path plain;

  @BeforeAll
  static void createCorpusAndModel() throws IOException {
    TinyCorpus.write(folder.resolve("corpus"), 100, 100);
    plain = TestModels.defaultModel(folder.resolve("workspace/models/plain"), 32);
    withoutConcepts(plain);
  }

  /** Takes the concept heads of a model away. */
  private static void withoutConcepts(Path model) throws IOException {
    Map<String, TensorData> encoders =
        new LinkedHashMap<>(SafeTensors.read(model.resolve(ModelFiles.WEIGHTS)).tensors());
    encoders.keySet().removeIf(KamclNetwork::isConceptHead);
    Path less = model.resolve("less");
    SafeTensors.write(less, new WeightSet(encoders, Map.of()));
    Files.move(less, model.resolve(ModelFiles.WEIGHTS), StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(model.resolve(ModelFiles.CONCEPTS), "[]");
    ModelCard card = ModelCard.read(model);
    NetworkConfig network = card.network().toBuilder().conceptCount(0).build();
    Files.writeString(
        model.resolve(ModelCard.FILE), card.toBuilder().network(network).build().toJson());
  }

  private static CommandResult models(String... words) {
    List<String> all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(words));
    all.addAll(List.of("--workspace", folder.resolve("workspace").toString()));
    return CommandResult.of(all.toArray(String[]::new));
  }

  @Test
  void modelWithoutConceptsIsCalibratedByScoresAlone() {
    String corpus = folder.resolve("corpus").toString();
    CommandResult result = models("calibrate", corpus, "--model", "plain");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().contains("has no concepts"), result.err());
    assertTrue(ScoreCalibration.read(plain).isPresent());
    assertFalse(Files.exists(plain.resolve(ModelFiles.CONCEPT_CALIBRATION)));
    CommandResult refused =
        models("calibrate", corpus, "--model", "plain", "--concepts-split", "val");
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("add-concepts"), refused.err());
  }

  @Test
  void conceptsAreAddedAndCalibratedAndTheEmbeddingsStay() {
    String corpus = folder.resolve("corpus").toString();
    CommandResult result =
        models("add-concepts", "plain", "--corpus", corpus, "--name", "named", "--epochs", "3");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("Created \"named\" from \"plain\""), result.out());
    Path named = folder.resolve("workspace/models/named");
    assertNotSame(ConceptCalibration.UNCALIBRATED, ConceptCalibration.read(named));
    assertTrue(ScoreCalibration.read(named).isPresent());
    List<String> texts = List.of("many boats near pier", "a lake");
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        KamclModel before = KamclModel.open(plain, runtime);
        KamclModel after = KamclModel.open(named, runtime)) {
      assertEquals(List.of(), before.conceptNames());
      assertTrue(after.conceptNames().contains("boats"), after.conceptNames().toString());
      assertArrayEquals(
          before.embedTexts(texts).get(0).vector(), after.embedTexts(texts).get(0).vector());
      int boats = after.conceptNames().indexOf("boats");
      int absent = after.conceptNames().indexOf("stadium");
      float[] strengths = after.embedTexts(texts).get(0).concepts();
      assertTrue(strengths[boats] > 0 && strengths[absent] < 1);
    }
    CommandResult again = models("add-concepts", "plain", "--corpus", corpus, "--name", "named");
    assertEquals(1, again.code());
    assertTrue(again.err().contains("named"), again.err());
    CommandResult missing = models("add-concepts", "nobody", "--corpus", corpus);
    assertTrue(missing.code() != 0 && missing.err().contains("\"nobody\""), missing.err());
  }
}
