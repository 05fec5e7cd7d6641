package org.kamcl.explorer.ui.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The points of a curve, and their smoothing. */
class CurveDataTest {
  private final CurveData data = new CurveData();

  private void append(double... values) {
    for (double value : values) {
      int step = data.size() + 1;
      data.append(step, step / 10.0, step * 2.0, value);
    }
  }

  @Test
  void theSmoothedValuesAreThoseOfTheFormula() {
    append(1, 2, 3);
    double[] smoothed = Arrays.copyOf(data.smoothed(0.5), 3);
    // s = 0.5, 1.25, 2.125 over 1 - 0.5, 1 - 0.25, 1 - 0.125.
    assertArrayEquals(new double[] {1, 1.25 / 0.75, 2.125 / 0.875}, smoothed, 1e-12);
  }

  @Test
  void aConstantCurveStaysConstantAndNoSmoothingIsTheCurve() {
    append(7, 7, 7, 7);
    assertArrayEquals(new double[] {7, 7, 7, 7}, Arrays.copyOf(data.smoothed(0.99), 4), 1e-12);
    assertArrayEquals(new double[] {7, 7, 7, 7}, Arrays.copyOf(data.smoothed(0), 4));
    assertThrows(IllegalArgumentException.class, () -> new DebiasedAverage(1));
  }

  @Test
  void smoothingContinuesWithNewPointsAsIfAllHadBeenThere() {
    append(5, 1, 4);
    data.smoothed(0.9);
    append(2, 8);
    double[] stepwise = Arrays.copyOf(data.smoothed(0.9), 5);
    CurveData whole = new CurveData();
    double[] values = {5, 1, 4, 2, 8};
    for (int i = 0; i < 5; i++) {
      whole.append(i + 1, i, i, values[i]);
    }
    assertArrayEquals(Arrays.copyOf(whole.smoothed(0.9), 5), stepwise);
  }

  @Test
  void gapsAndValuesThatAreNotNumbersDoNotCountInTheSmoothing() {
    append(1, Double.NaN, 3);
    assertTrue(Double.isInfinite(data.value(1)), "not a number is kept as such");
    assertEquals(1.25 / 0.75 + 0.5 / 0.75, data.smoothed(0.5)[2], 1e-12);
    data.appendGap(4, 0.4, 8);
    assertTrue(Double.isNaN(data.value(3)));
    assertEquals(3, data.latest());
  }

  @Test
  void aStepThatComesAgainReplacesWhatFollowed() {
    append(1, 2, 3, 4);
    data.smoothed(0.5);
    data.append(3, 0.3, 6, 30);
    assertEquals(3, data.size());
    assertEquals(30, data.value(2));
    // s = 0.5, 1.25, 15.625 over 1 - 0.125.
    assertEquals(15.625 / 0.875, data.smoothed(0.5)[2], 1e-12);
  }

  @Test
  void theNearestPointIsFoundOnEachAxis() {
    append(1, 2, 3, 4);
    assertEquals(1, data.nearest(XAxis.STEP, 2.4));
    assertEquals(2, data.nearest(XAxis.EPOCH, 0.26));
    assertEquals(3, data.nearest(XAxis.TIME, 100));
    assertEquals(0, data.nearest(XAxis.TIME, -5));
    assertEquals(-1, new CurveData().nearest(XAxis.STEP, 1));
  }
}
