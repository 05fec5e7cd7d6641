package org.kamcl.explorer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
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
    double[] usual = {0.05, 0.5, 0.3, 0.02, 0.2, 0.1, 0.1, 0.05};
    ConceptMatcher matcher = new ConceptMatcher(NAMES, i -> i != 2, usual);
    List<SharedConcept> shared =
        matcher.shared(
            strengths(0.8, 0.6, 0.9, 0.5, 0.9, 0.01, 0.6, 0.7),
            new float[] {0.9f, 0.7f, 0.9f, 0.6f, 0.02f, 0.8f, 0.5f, 0.4f});
    assertEquals(
        List.of("boat", "pier", "port", "sand", "green"),
        shared.stream().map(SharedConcept::name).toList());
    assertEquals(0.8, shared.get(0).image(), 0.002);
    assertEquals(0.9, shared.get(0).query(), 1e-6);
  }

  @Test
  void whatEveryPictureShowsOrNobodyAskedForExplainsNothing() {
    ConceptMatcher matcher =
        new ConceptMatcher(NAMES.subList(0, 2), i -> true, new double[] {0.9, 0.1});
    assertTrue(matcher.shared(strengths(0.9, 0.8), new float[] {0.9f, 0}).isEmpty());
  }
}
