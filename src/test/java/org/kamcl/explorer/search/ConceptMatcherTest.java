package org.kamcl.explorer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.inference.ConceptCalibration;
import org.kamcl.engine.inference.ConceptCalibration.Point;
import org.kamcl.explorer.domain.SharedConcept;

class ConceptMatcherTest {
  private static final List<String> NAMES =
      List.of("boat", "green", "many", "pier", "road", "sea", "sand", "port");

  private static byte[] strengths(double... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) Math.round(255 * values[i]);
    }
    return bytes;
  }

  @Test
  void rareConceptsThatAreStrongOnBothSidesComeFirst() {
    double[] meanStrengths = {0.05, 0.5, 0.3, 0.02, 0.2, 0.1, 0.1, 0.05};
    ConceptMatcher matcher =
        new ConceptMatcher(NAMES, i -> i != 2, ConceptCalibration.UNCALIBRATED, meanStrengths);
    List<SharedConcept> shared =
        matcher.shared(
            strengths(0.8, 0.6, 0.9, 0.5, 0.9, 0.01, 0.6, 0.7),
            new float[] {0.9f, 0.7f, 0.9f, 0.6f, 0.02f, 0.8f, 0.5f, 0.4f});
    assertEquals(
        List.of("boat", "pier", "port", "sand", "green"),
        shared.stream().map(SharedConcept::name).toList());
    assertEquals(0.8, shared.get(0).imageStrength(), 0.002);
    assertEquals(0.9, shared.get(0).queryStrength(), 1e-6);
  }

  @Test
  void conceptsOfEveryImageOrOutsideTheQueryAreNotShared() {
    ConceptMatcher matcher =
        new ConceptMatcher(
            NAMES.subList(0, 2),
            i -> true,
            ConceptCalibration.UNCALIBRATED,
            new double[] {0.9, 0.1});
    assertTrue(matcher.shared(strengths(0.9, 0.8), new float[] {0.9f, 0}).isEmpty());
  }

  @Test
  void aCalibratedModelListsConceptsThatAnnotatorsWouldName() {
    ConceptCalibration calibration =
        new ConceptCalibration(
            Map.of("boat", 0.3, "pier", 0.6, "sea", ConceptCalibration.NEVER_DISPLAYED),
            0.8,
            List.of(new Point(0, 0), new Point(0.5, 0.9), new Point(1, 1)),
            "");
    byte[] image = strengths(0.4, 0.79, 0.9, 0.59, 0.85, 1, 0.2, 0.9);
    float[] query = {0.25f, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0.05f};
    double[] meanStrengths = {0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05};
    List<SharedConcept> shared =
        new ConceptMatcher(NAMES, i -> i != 2, calibration, meanStrengths).shared(image, query);
    // "many" is not visual, "sea" is never displayed, "port" is not in the query, and the others
    // are
    // too weak in the image.
    assertEquals(List.of("road", "boat"), shared.stream().map(SharedConcept::name).toList());
    assertEquals(0.72, shared.get(1).imageStrength(), 0.002, "interpolated between 0 and 0.5");
    assertEquals(0.45, shared.get(1).queryStrength(), 1e-6);
    List<String> before =
        new ConceptMatcher(NAMES, i -> i != 2, ConceptCalibration.UNCALIBRATED, meanStrengths)
            .shared(image, query).stream().map(SharedConcept::name).toList();
    assertEquals(List.of("sea", "road", "green", "pier", "sand"), before);
  }
}
