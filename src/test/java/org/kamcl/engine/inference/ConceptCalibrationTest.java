package org.kamcl.engine.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.inference.ConceptCalibration.Point;
import org.kamcl.error.KamclException;

class ConceptCalibrationTest {
  @TempDir private Path folder;

  private static ConceptCalibration sample() {
    return new ConceptCalibration(
        Map.of("lake", 0.25, "grey", ConceptCalibration.NEVER_DISPLAYED),
        0.7,
        List.of(new Point(0.1, 0.2), new Point(0.5, 0.8), new Point(0.9, 0.8)),
        "corpus, split val");
  }

  @Test
  void calibrationRoundTrips() {
    sample().write(folder);
    ConceptCalibration read = ConceptCalibration.read(folder);
    assertEquals(0.25, read.displayThreshold("lake"));
    assertTrue(read.displayThreshold("grey") > 1, "never displayed");
    assertEquals(0.7, read.displayThreshold("boats"), "pooled threshold");
    assertEquals(Set.of("lake", "grey"), read.calibratedConcepts());
    assertEquals("corpus, split val", read.source());
    for (double strength = 0; strength <= 1; strength += 0.05) {
      assertEquals(sample().frequency(strength), read.frequency(strength));
    }
    assertFalse(Files.exists(folder.resolve("calibration.json.next")));
  }

  @Test
  void frequenciesAreInterpolated() {
    assertEquals(0.2, sample().frequency(0));
    assertEquals(0.2, sample().frequency(0.1));
    assertEquals(0.5, sample().frequency(0.3), 1e-12);
    assertEquals(0.8, sample().frequency(0.6), 1e-12);
    assertEquals(0.8, sample().frequency(1));
  }

  @Test
  void uncalibratedModelUsesRawStrengths() {
    ConceptCalibration none = ConceptCalibration.read(folder);
    assertSame(ConceptCalibration.UNCALIBRATED, none);
    assertEquals(0.1, none.displayThreshold("lake"));
    assertEquals(0.37, none.frequency(0.37), 1e-12);
    assertEquals(1, none.frequency(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"source\": \"x\", \"shownFrom\": {\"a\": 0.5}, \"othersShownFrom\": 0.5}",
        "{\"source\": \"x\", \"shownFrom\": {\"a\": -1}, \"othersShownFrom\": 0.5, \"shares\":"
            + " [[0, 0]]}",
        "{\"source\": \"x\", \"shownFrom\": {\"a\": \"b\"}, \"othersShownFrom\": 0.5, \"shares\":"
            + " [[0, 0]]}",
        "{\"source\": \"x\", \"shownFrom\": {}, \"othersShownFrom\": 0.5, \"shares\": []}",
        "{\"source\": \"x\", \"shownFrom\": {}, \"othersShownFrom\": 0.5, \"shares\": [[0.5]]}",
        "{\"source\": \"x\", \"shownFrom\": {}, \"othersShownFrom\": 0.5, \"shares\": [[0.5, 1.5]]}",
        "{\"source\": \"x\", \"shownFrom\": {}, \"othersShownFrom\": 0.5, \"shares\":"
            + " [[0.5, 0.6], [0.4, 0.7]]}",
        "{\"source\": \"x\", \"shownFrom\": {}, \"othersShownFrom\": 0.5, \"shares\":"
            + " [[0.4, 0.7], [0.5, 0.6]]}",
      })
  void damagedFileIsNamed(String text) throws IOException {
    Path file = Files.writeString(folder.resolve(ModelFiles.CONCEPT_CALIBRATION), text);
    String message =
        assertThrows(KamclException.class, () -> ConceptCalibration.read(folder)).getMessage();
    assertTrue(message.contains(file.toString()), message);
    assertTrue(message.contains("kamcl models calibrate"), message);
  }

  @Test
  void calibrationOfOtherConceptsIsRejected() {
    ConceptCalibration calibration = sample();
    calibration.check(folder, Set.of("lake", "grey", "boats"));
    String message =
        assertThrows(KamclException.class, () -> calibration.check(folder, Set.of("lake", "boats")))
            .getMessage();
    assertTrue(message.contains("calibration.json"), message);
  }
}
