package org.kamcl.explorer.imagery;

import java.util.Arrays;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.imagery.spi.SampleGrid;

/**
 * Maps samples of any range to 0..255, linearly between two percentiles of each band.
 *
 * @param low value of each band that becomes 0
 * @param high value of each band that becomes 255
 * @param noData which samples hold no data
 */
record PercentileStretch(float[] low, float[] high, NoDataValues noData) {
  /**
   * Computes the percentiles of a scene.
   *
   * @param sample evenly spaced pixels of the scene
   * @param noData which samples hold no data; infinite ones do not count either
   */
  static PercentileStretch of(SampleGrid sample, NoDataValues noData, BandRendering look) {
    int bands = sample.bands().length;
    float[] low = new float[bands];
    float[] high = new float[bands];
    for (int b = 0; b < bands; b++) {
      float[] values = sample.bands()[b];
      float[] measured = new float[values.length];
      int count = 0;
      for (int i = 0; i < values.length; i++) {
        if (noData.isMeasured(b, values[i]) && !sample.noData().get(i)) {
          measured[count++] = values[i];
        }
      }
      if (count > 0) {
        Arrays.sort(measured, 0, count);
        low[b] = measured[(int) ((count - 1) * look.lowPercentile() / 100)];
        high[b] = measured[(int) Math.ceil((count - 1) * look.highPercentile() / 100)];
      }
    }
    return new PercentileStretch(low, high, noData);
  }

  /** The level of a sample; no data is black. */
  byte level(int band, float value) {
    if (noData.isNoData(band, value)) {
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
