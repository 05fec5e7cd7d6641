package org.kamcl.engine.localization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class ContourTracerTest {
  /** A grid of 60 x 40 cells over a scene of 600 x 400 pixels, of values at its places. */
  private static ScoreGrid grid(DoubleBinaryOperator value) {
    float[] values = new float[60 * 40];
    for (int r = 0; r < 40; r++) {
      for (int c = 0; c < 60; c++) {
        values[r * 60 + c] = (float) value.applyAsDouble(10 * c + 5, 10 * r + 5);
      }
    }
    return new ScoreGrid(600, 400, 60, 40, values);
  }

  private static double area(List<Region.Vertex> ring) {
    double twice = 0;
    for (int i = 0; i < ring.size(); i++) {
      Region.Vertex p = ring.get(i);
      Region.Vertex q = ring.get((i + 1) % ring.size());
      twice += p.x() * q.y() - q.x() * p.y();
    }
    return twice / 2;
  }

  @Test
  void aConeHasACircularContour() {
    ScoreGrid cone = grid((x, y) -> 300 - Math.hypot(x - 300, y - 200));
    List<ContourTracer.Part> parts = ContourTracer.trace(cone, 200);
    assertEquals(1, parts.size());
    assertTrue(parts.get(0).holes().isEmpty());
    assertEquals(Math.PI * 100 * 100, area(parts.get(0).outer()), 200);
    for (Region.Vertex v : parts.get(0).outer()) {
      assertEquals(100, Math.hypot(v.x() - 300, v.y() - 200), 1);
    }
  }

  @Test
  void aRingHasAHole() {
    ScoreGrid ring = grid((x, y) -> -Math.abs(Math.hypot(x - 300, y - 200) - 120));
    List<ContourTracer.Part> parts = ContourTracer.trace(ring, -40);
    assertEquals(1, parts.size());
    assertEquals(1, parts.get(0).holes().size());
    assertEquals(Math.PI * 160 * 160, area(parts.get(0).outer()), 500);
    assertEquals(-Math.PI * 80 * 80, area(parts.get(0).holes().get(0)), 500);
  }

  @Test
  void aPartAtTheBorderOfTheSceneEndsThere() {
    List<ContourTracer.Part> parts = ContourTracer.trace(grid((x, y) -> x), 300);
    assertEquals(1, parts.size());
    assertEquals(300 * 400, area(parts.get(0).outer()), 1e-6);
    List<ContourTracer.Part> all = ContourTracer.trace(grid((x, y) -> 1), 0.5);
    assertEquals(600 * 400, area(all.get(0).outer()), 1e-6);
  }

  @Test
  void partsThatTouchAtACornerAreSeparate() {
    ScoreGrid quarters = grid((x, y) -> (x < 300) == (y < 200) ? 1 : 0);
    List<ContourTracer.Part> parts = ContourTracer.trace(quarters, 0.5);
    assertEquals(2, parts.size());
    parts.forEach(part -> assertEquals(300 * 200, area(part.outer()), 200));
  }

  @Test
  void anIslandInAHoleIsAPartOfItsOwn() {
    ScoreGrid target = grid((x, y) -> Math.cos(Math.hypot(x - 300, y - 200) / 25));
    List<ContourTracer.Part> parts = ContourTracer.trace(target, 0);
    assertTrue(parts.size() >= 2, parts.toString());
    ContourTracer.Part smallest = parts.get(parts.size() - 1);
    ContourTracer.Part around =
        parts.stream().filter(p -> !p.holes().isEmpty()).reduce((a, b) -> b).orElseThrow();
    assertTrue(smallest.holes().isEmpty());
    assertTrue(-area(around.holes().get(0)) > area(smallest.outer()));
  }

  @Test
  void placesWithoutDataBelongToNoPart() {
    ScoreGrid half = grid((x, y) -> x < 300 ? 1 : Double.NaN);
    List<ContourTracer.Part> parts = ContourTracer.trace(half, 0.5);
    assertEquals(1, parts.size());
    assertEquals(
        300, parts.get(0).outer().stream().mapToDouble(Region.Vertex::x).max().orElse(0), 10);
    float[] none = new float[4];
    Arrays.fill(none, Float.NaN);
    assertTrue(ContourTracer.trace(new ScoreGrid(2, 2, 2, 2, none), 0).isEmpty());
    assertTrue(Float.isNaN(new ScoreGrid(2, 2, 2, 2, none).range().high()));
  }
}
