package org.kamcl.explorer.imagery;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.imagery.spi.SampleGrid;

/**
 * From samples of any range to 0..255: linear between two percentiles of each band.
 *
 * @param low the value that becomes 0, a band
 * @param high the value that becomes 255, a band
 */
record PercentileStretch(float[] low, float[] high) {
  /**
   * Measures a scene.
   *
   * @param sample some of its pixels, evenly chosen
   * @param noData value to leave out; NaN and infinity are left out always
   */
  static PercentileStretch of(SampleGrid sample, OptionalDouble noData, BandRendering look) {
    int bands = sample.bands().length;
    float[] low = new float[bands];
    float[] high = new float[bands];
    for (int b = 0; b < bands; b++) {
      float[] values = sample.bands()[b];
      float[] measured = new float[values.length];
      int count = 0;
      for (int i = 0; i < values.length; i++) {
        if (isValid(values[i], noData) && !sample.noData().get(i)) {
          measured[count++] = values[i];
        }
      }
      if (count > 0) {
        Arrays.sort(measured, 0, count);
        low[b] = measured[(int) ((count - 1) * look.lowPercentile() / 100)];
        high[b] = measured[(int) Math.ceil((count - 1) * look.highPercentile() / 100)];
      }
    }
    return new PercentileStretch(low, high);
  }

  static boolean isValid(float value, OptionalDouble noData) {
    if (Float.isNaN(value) || Float.isInfinite(value)) {
      return false;
    }
    // A float file stores the rounded value of the tag's text.
    return noData.isEmpty() || value != (float) noData.getAsDouble();
  }

  /** A sample as a level; what was not measured is black. */
  byte level(int band, float value, OptionalDouble noData) {
    if (!isValid(value, noData)) {
      return 0;
    }
    if (high[band] <= low[band]) {
      // A band that is the same everywhere shows nothing, in the middle of the range.
      return (byte) (value == low[band] ? 128 : value < low[band] ? 0 : 255);
    }
    double share = ((double) value - low[band]) / ((double) high[band] - low[band]);
    return (byte) Math.round(255 * Math.max(0, Math.min(1, share)));
  }
}
