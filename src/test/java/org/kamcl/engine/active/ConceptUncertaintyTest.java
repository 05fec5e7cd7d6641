package org.kamcl.engine.active;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.inference.ConceptCalibration;
import org.kamcl.engine.inference.ConceptCalibration.Point;

class ConceptUncertaintyTest {
  /** A strength of 0.2 means that half of the captions mention the concept. */
  private static final ConceptCalibration CALIBRATION =
      new ConceptCalibration(
          Map.of(), 0.5, List.of(new Point(0, 0), new Point(0.2, 0.5), new Point(1, 1)), "test");

  private static byte[] row(double... strengths) {
    byte[] row = new byte[strengths.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = ConceptUncertainty.level((float) strengths[i]);
    }
    return row;
  }

  @Test
  void aCalibratedCoinTossIsOneBitAndCertaintyIsNone() {
    ConceptUncertainty uncertainty = new ConceptUncertainty(CALIBRATION, c -> true, 3);
    assertEquals(0, uncertainty.of(row(0, 0, 1)));
    assertEquals(1, uncertainty.of(row(0, 0.2, 1)), 1e-12);
    assertEquals(3, uncertainty.of(row(0.2, 0.2, 0.2)), 1e-12);
    // Strength 0.6 is a share of 0.75, whose entropy is 0.811 bits.
    assertEquals(0.8113, uncertainty.of(row(0.6, 0, 0)), 1e-4);
  }

  @Test
  void conceptsThatCannotBeSeenDoNotCount() {
    ConceptUncertainty uncertainty = new ConceptUncertainty(CALIBRATION, c -> c != 1, 3);
    assertEquals(1, uncertainty.of(row(0.2, 0.2, 0)), 1e-12);
    assertEquals(List.of(0), uncertainty.mostUnsure(row(0.2, 0.2, 0), 5));
  }

  @Test
  void theMostUnsureConceptsComeFirstAndSureOnesNotAtAll() {
    ConceptUncertainty uncertainty = new ConceptUncertainty(CALIBRATION, c -> true, 4);
    assertEquals(List.of(2, 3, 0), uncertainty.mostUnsure(row(0.02, 0, 0.2, 0.6), 4));
    assertEquals(List.of(2), uncertainty.mostUnsure(row(0.02, 0, 0.2, 0.6), 1));
  }

  @Test
  void missingStrengthsAreZero() {
    ConceptUncertainty uncertainty = new ConceptUncertainty(CALIBRATION, c -> true, 3);
    assertEquals(1, uncertainty.of(row(0.2)), 1e-12);
  }

  @Test
  void withoutVisualConceptsAllImagesAreAlike() {
    ConceptUncertainty uncertainty = new ConceptUncertainty(CALIBRATION, c -> false, 3);
    assertEquals(1, uncertainty.of(row(0.2, 0.2, 0.2)));
    assertEquals(1, uncertainty.of(new byte[0]));
    assertEquals(List.of(), uncertainty.mostUnsure(row(0.2, 0.2, 0.2), 3));
  }
}
