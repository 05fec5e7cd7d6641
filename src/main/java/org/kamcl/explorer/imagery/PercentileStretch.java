package org.kamcl.explorer.imagery;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.imagery.spi.SampleGrid;

/**
 * Maps samples of any range to 0..255, linearly between two percentiles of each band.
 *
 * @param low value of each band that becomes 0
 * @param high value of each band that becomes 255
 */
record PercentileStretch(float[] low, float[] high) {
  /**
   * Computes the percentiles of a scene.
   *
   * @param sample evenly spaced pixels of the scene
   * @param noData value to ignore; NaN and infinity are always ignored
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
    // Samples are floats, the no-data value was parsed as a double.
    return noData.isEmpty() || value != (float) noData.getAsDouble();
  }

  /** The level of a sample; no data is black. */
  byte level(int band, float value, OptionalDouble noData) {
    if (!isValid(value, noData)) {
      return 0;
    }
    if (high[band] <= low[band]) {
      // A band of a constant value is shown in the middle of the range.
      return (byte) (value == low[band] ? 128 : value < low[band] ? 0 : 255);
    }
    double share = ((double) value - low[band]) / ((double) high[band] - low[band]);
    return (byte) Math.round(255 * Math.max(0, Math.min(1, share)));
  }
}
