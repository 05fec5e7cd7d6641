package org.kamcl.engine.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;

/** Calibrations of a model: those that are refused, and how they are replaced. */
class CalibrationIntegrityTest {
  @RegisterExtension private final ModelFolder folder = new ModelFolder();

  @Test
  void withoutAManifestACalibrationOfOtherConceptsNamesBothFiles() throws IOException {
    Path concepts = folder.model().resolve(ModelFiles.CONCEPTS);
    Files.writeString(concepts, Files.readString(concepts).replace("\"lake\"", "\"lakes\""));
    KamclException e =
        assertThrows(
            KamclException.class,
            () ->
                ConceptCalibration.read(folder.model())
                    .check(folder.model(), java.util.Set.copyOf(List.of("lakes"))));
    assertEquals(InferenceError.CALIBRATION_OF_OTHER_CONCEPTS, e.code());
    assertTrue(e.getMessage().contains("concepts.json"), e.getMessage());
    assertTrue(e.getMessage().contains("calibration.json"), e.getMessage());
  }

  @Test
  void aCalibrationThatDoesNotBelongToTheModelIsRefused() throws IOException {
    Files.delete(folder.model().resolve(ModelFiles.CONCEPT_CALIBRATION));
    folder.check();
    folder.restore(ModelFiles.CONCEPT_CALIBRATION);
    folder.assertRefused(InferenceError.CALIBRATION_FILE_UNLISTED, "calibration.json");
    Files.delete(folder.model().resolve(ModelFiles.CONCEPT_CALIBRATION));
    folder.check();
  }

  @Test
  void calibrationsWithImpossibleNumbersAreRefused() throws IOException {
    Path scores = folder.model().resolve(ModelFiles.SCORE_CALIBRATION);
    for (float length : new float[] {Float.NaN, 0, 2}) {
      ModelFolder.scores(2, 1).write(folder.model());
      WeightSet set = SafeTensors.read(scores);
      Map<String, TensorData> tensors = new TreeMap<>(set.tensors());
      float[] values = tensors.get("queries").toFloats();
      for (int i = 0; i < 512; i++) {
        values[i] *= length;
      }
      tensors.put("queries", TensorData.ofFloats(values, tensors.get("queries").shape()));
      SafeTensors.write(scores, new WeightSet(tensors, set.metadata()));
      folder.assertRefused(
          InferenceError.SCORE_CALIBRATION_DAMAGED, "score-calibration.safetensors");
    }
    folder.restore(ModelFiles.SCORE_CALIBRATION);
    Path concepts = folder.model().resolve(ModelFiles.CONCEPT_CALIBRATION);
    String text = Files.readString(concepts);
    for (String number : List.of("NaN", "-0.1", "1e300", "Infinity")) {
      Files.writeString(concepts, text.replace("0.4", number));
      KamclException e =
          assertThrows(KamclException.class, () -> ConceptCalibration.read(folder.model()), number);
      assertEquals(InferenceError.CONCEPT_CALIBRATION_DAMAGED, e.code());
    }
  }

  @Test
  void aReplacedCalibrationIsListed() throws IOException {
    String before = folder.check().contentHash();
    folder
        .store()
        .replaceCalibration(folder.stored(), made -> ModelFolder.scores(5, 1).write(made));
    CheckedModel after = folder.check();
    assertEquals(before, after.contentHash());
    assertEquals(List.of(), folder.store().problems(folder.stored()));
    assertEquals(
        ModelFiles.sha256(folder.model().resolve(ModelFiles.SCORE_CALIBRATION)),
        after.hashes().get(ModelFiles.SCORE_CALIBRATION));
  }

  @Test
  void aDamagedCalibrationCanBeReplaced() throws IOException {
    folder.check();
    folder.flip(ModelFiles.SCORE_CALIBRATION, 5);
    assertEquals(InferenceError.CALIBRATION_FILE_CHANGED, folder.refused().code());
    folder
        .store()
        .replaceCalibration(folder.stored(), made -> ModelFolder.scores(5, 1).write(made));
    folder.check();
  }

  @Test
  void aCalibrationWhoseReplacementWasKilledIsTheOldOrTheNewOne() throws IOException {
    folder.check();
    Path manifest = folder.model().resolve(ModelManifest.FILE);
    Path scores = folder.model().resolve(ModelFiles.SCORE_CALIBRATION);
    byte[] oldManifest = Files.readAllBytes(manifest);
    byte[] oldScores = Files.readAllBytes(scores);
    folder
        .store()
        .replaceCalibration(folder.stored(), made -> ModelFolder.scores(5, 1).write(made));
    byte[] newManifest = Files.readAllBytes(manifest);
    // Killed before the calibration was moved.
    Path next = folder.model().resolve(ModelManifest.FILE + ".next");
    Files.write(next, newManifest);
    Files.write(manifest, oldManifest);
    byte[] newScores = Files.readAllBytes(scores);
    Files.write(scores, oldScores);
    folder.check();
    // Killed after the calibration was moved.
    Files.write(next, newManifest);
    Files.write(scores, newScores);
    folder.check();
    assertFalse(Files.exists(next));
    assertEquals(new String(newManifest, StandardCharsets.UTF_8), Files.readString(manifest));
  }
}
