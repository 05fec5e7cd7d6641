package org.kamcl.engine.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MatchThresholdsTest {
  @Test
  void theBestMatchMustStandOutMoreAmongMoreImages() {
    double before = 0;
    for (int images : new int[] {1, 40, 81, 200, 450, 897, 1000}) {
      double required = MatchThresholds.requiredBest(images);
      assertTrue(required >= before, images + ": " + required);
      before = required;
    }
    // The upper tail of the normal distribution above 3.3201 is 0.45 / 1000.
    assertEquals(3.3201, MatchThresholds.requiredBest(1000), 1e-4);
  }

  @Test
  void aFewImagesNeedNoMoreThanAStrongMatch() {
    assertEquals(MatchThresholds.STRONG, MatchThresholds.requiredBest(1));
    assertEquals(MatchThresholds.STRONG, MatchThresholds.requiredBest(0));
    assertEquals(MatchThresholds.STRONG, MatchThresholds.requiredBest(81));
  }

  @Test
  void largeCollectionsNeedNoMoreThanAThousandImages() {
    assertEquals(
        MatchThresholds.requiredBest(1000), MatchThresholds.requiredBest(Integer.MAX_VALUE));
  }
}
