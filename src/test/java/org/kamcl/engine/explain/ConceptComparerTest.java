package org.kamcl.engine.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.explain.ConceptComparison.ComparedConcept;
import org.kamcl.engine.inference.ConceptCalibration;
import org.kamcl.engine.inference.ConceptCalibration.Point;

class ConceptComparerTest {
  private static final List<String> NAMES =
      List.of("boats", "pier", "sea", "many", "trees", "river", "green", "road");

  /** A strength of 0.4 means that half of such images have the concept. */
  private static final ConceptCalibration CALIBRATION =
      new ConceptCalibration(
          Map.of("trees", 0.8), 0.3, List.of(new Point(0, 0), new Point(0.8, 1)), "test");

  private static ConceptComparison compare(float[] image, float[] query, float[] excluded) {
    double[] mean = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.6};
    return new ConceptComparer(NAMES, i -> i != 3, CALIBRATION, mean)
        .compare(image, query, excluded);
  }

  private static List<String> names(List<ComparedConcept> concepts) {
    return concepts.stream().map(ComparedConcept::name).toList();
  }

  @Test
  void conceptsAreDividedByWhatIsAskedAndWhatIsSeen() {
    ConceptComparison result =
        compare(
            //          boats  pier   sea   many  trees river green road
            new float[] {0.5f, 0.05f, 0.6f, 0.9f, 0.5f, 0.7f, 0.61f, 0.31f},
            new float[] {0.6f, 0.40f, 0.0f, 0.9f, 0.2f, 0.0f, 0.00f, 0.0f},
            new float[] {0.0f, 0.00f, 0.0f, 0.0f, 0.0f, 0.6f, 0.20f, 0.0f});
    assertEquals(
        List.of("boats", "trees"),
        names(result.shared()),
        "trees are below their threshold, but more likely there than not");
    assertEquals(List.of("pier"), names(result.notSeen()));
    assertEquals(
        List.of("sea", "road"),
        names(result.notAsked()),
        "green is in every image, many cannot be seen");
    assertEquals(List.of("river"), names(result.excludedSeen()));
    ComparedConcept boats = result.shared().get(0);
    assertEquals(0.625, boats.imageStrength(), 1e-6, "calibrated");
    assertEquals(0.75, boats.queryStrength(), 1e-6);
    assertEquals(0.75, result.excludedSeen().get(0).queryStrength(), 1e-6);
  }

  @Test
  void aModelWithoutConceptsIsToldFromOneWhoseConceptsAreNotSeen() {
    ConceptComparison none =
        new ConceptComparer(List.of(), i -> true, ConceptCalibration.UNCALIBRATED, new double[0])
            .compare(new float[0], new float[0], new float[0]);
    assertEquals(ConceptComparison.WITHOUT_CONCEPTS, none);
    assertFalse(none.modelHasConcepts());
    assertTrue(compare(new float[8], new float[8], new float[8]).modelHasConcepts());
  }

  @Test
  void aModelWithoutConceptsOrALongerVocabularyHasNothingToCompare() {
    assertEquals(ConceptComparison.EMPTY, compare(new float[0], new float[0], new float[0]));
    ConceptComparison shorter = compare(new float[] {0.5f}, new float[] {0.5f}, new float[0]);
    assertEquals(List.of("boats"), names(shorter.shared()));
    assertTrue(shorter.notSeen().isEmpty());
  }
}
