package org.kamcl.engine.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReliabilityDiagramTest {
  @Test
  void predictionsAreComparedWithFrequencies() {
    ReliabilityDiagram diagram = new ReliabilityDiagram();
    assertTrue(diagram.bins().isEmpty());
    assertEquals(0, diagram.expectedCalibrationError());
    for (int i = 0; i < 10; i++) {
      diagram.add(0.2, i < 5);
      diagram.add(0.28, i < 5);
    }
    diagram.add(1, true);
    diagram.add(0.9, false);
    List<ReliabilityDiagram.Bin> bins = diagram.bins();
    assertEquals(2, bins.size());
    assertEquals(0.2, bins.get(0).from(), 1e-9);
    assertEquals(20, bins.get(0).count());
    assertEquals(0.24, bins.get(0).meanConfidence(), 1e-9);
    assertEquals(0.5, bins.get(0).frequency(), 1e-9);
    assertEquals(2, bins.get(1).count(), "a prediction of 1 is in the last bin");
    assertEquals(0.95, bins.get(1).meanConfidence(), 1e-9);
    assertEquals((20 * 0.26 + 2 * 0.45) / 22, diagram.expectedCalibrationError(), 1e-9);
  }
}
