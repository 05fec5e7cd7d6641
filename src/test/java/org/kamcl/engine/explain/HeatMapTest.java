package org.kamcl.engine.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HeatMapTest {
  private static final HeatMap SMALL = new HeatMap(2, 2, new double[] {0, 1, 2, 5});

  @Test
  void valuesAreInterpolatedBetweenTheCentersOfCells() {
    assertEquals(0, SMALL.valueAt(0.25, 0.25));
    assertEquals(5, SMALL.valueAt(0.75, 0.75));
    assertEquals(2, SMALL.valueAt(0.5, 0.5));
    assertEquals(0.5, SMALL.valueAt(0.5, 0));
    assertEquals(5, SMALL.valueAt(1, 1), "the edge continues the cell beside it");
  }

  @Test
  void resamplingKeepsValuesAndDistributingKeepsTheSum() {
    assertArrayEquals(SMALL.values(), SMALL.resampled(2, 2).values());
    HeatMap fine = SMALL.resampled(4, 4);
    assertEquals(0, fine.at(0, 0));
    assertEquals(0.25, fine.at(1, 0));
    SplittableRandom random = new SplittableRandom(5);
    for (int[] size : new int[][] {{6, 6, 24, 24}, {3, 5, 12, 20}, {5, 4, 24, 7}, {1, 1, 9, 9}}) {
      double[] values = random.doubles((long) size[0] * size[1], -1, 1).toArray();
      HeatMap coarse = new HeatMap(size[0], size[1], values);
      assertEquals(coarse.sum(), coarse.distributed(size[2], size[3]).sum(), 1e-12);
      assertEquals(coarse.sum(), coarse.spread().sum(), 1e-12);
      assertEquals(coarse.sum(), coarse.collected(2, 3).sum(), 1e-12);
    }
  }

  @Test
  void collectingAndSpreadingKeepTheirPlace() {
    double[] values = new double[36];
    values[7] = 16;
    HeatMap map = new HeatMap(6, 6, values);
    assertArrayEquals(new double[] {16, 0, 0, 0}, map.collected(2, 2).values());
    HeatMap spread = map.spread();
    assertEquals(4, spread.at(1, 1));
    assertEquals(2, spread.at(2, 1));
    assertEquals(1, spread.at(0, 2));
    assertEquals(0, spread.at(3, 1));
  }

  @Test
  void theLargestValueIsThePeak() {
    assertEquals(1, SMALL.peakColumn());
    assertEquals(1, SMALL.peakRow());
    assertEquals(0, SMALL.min());
    assertEquals(5, SMALL.max());
  }

  @Test
  void correlationDoesNotDependOnScaleAndOffset() {
    double[] other = {7, 9, 11, 17};
    assertEquals(1, SMALL.correlation(new HeatMap(2, 2, other)), 1e-12);
    assertEquals(-1, SMALL.correlation(new HeatMap(2, 2, new double[] {0, -1, -2, -5})), 1e-12);
    assertEquals(0, SMALL.correlation(new HeatMap(2, 2, new double[4])));
  }

  @Test
  void wrongSizesAreRejected() {
    assertThrows(IllegalArgumentException.class, () -> new HeatMap(2, 2, new double[3]));
    assertThrows(IllegalArgumentException.class, () -> SMALL.plus(SMALL.resampled(3, 2)));
  }

  @Test
  void equalValuesShareTheWeightsOfTheirRanks() {
    PooledMap map =
        PooledMap.of(4, 1, new double[] {3, 1, 3, 9}, new double[] {0.4, 0.3, 0.2, 0.1});
    assertArrayEquals(new double[] {0.25, 0.1, 0.25, 0.4}, map.weights(), 1e-12);
    assertArrayEquals(new double[] {0.4 * 9 + 0.5 * 3 + 0.1}, map.pooled(), 1e-12);
    HeatMap shares = map.contributions(new double[] {2});
    // Half of it is the mean of 4 in all positions; the rest are differences from it by rank.
    assertArrayEquals(new double[] {1.5, 1.4, 1.5, 6}, shares.values(), 1e-12);
    assertEquals(2 * map.pooled()[0], shares.sum(), 1e-12);
    HeatMap heaviest = map.shareOfHeaviestRanks(0.2);
    assertArrayEquals(new double[] {1, 0, 1, 1}, heaviest.values());
  }
}
