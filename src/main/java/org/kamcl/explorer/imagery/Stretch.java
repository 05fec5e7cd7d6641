package org.kamcl.explorer.imagery;

import java.awt.image.Raster;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * From samples of any range to 0..255: linear from the 2nd to the 98th percentile of each band.
 *
 * @param low the value that becomes 0, a band
 * @param high the value that becomes 255, a band
 */
record Stretch(double[] low, double[] high) {
  private static final double TAIL = 0.02;

  /**
   * Measures a scene.
   *
   * @param sample some of its pixels, evenly chosen
   * @param bands which are used
   * @param noData value to leave out; NaN and infinity are left out always
   */
  static Stretch of(Raster sample, int[] bands, OptionalDouble noData) {
    double[] low = new double[bands.length];
    double[] high = new double[bands.length];
    for (int i = 0; i < bands.length; i++) {
      double[] values =
          sample.getSamples(
              sample.getMinX(),
              sample.getMinY(),
              sample.getWidth(),
              sample.getHeight(),
              bands[i],
              (double[]) null);
      double[] measured = Arrays.stream(values).filter(v -> measured(v, noData)).sorted().toArray();
      if (measured.length > 0) {
        low[i] = measured[(int) ((measured.length - 1) * TAIL)];
        high[i] = measured[(int) Math.ceil((measured.length - 1) * (1 - TAIL))];
      }
    }
    return new Stretch(low, high);
  }

  static boolean measured(double value, OptionalDouble noData) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return false;
    }
    // A float file stores the rounded value of the tag's text.
    return noData.isEmpty() || (float) value != (float) noData.getAsDouble();
  }

  /** A sample as a level; what was not measured is black. */
  byte level(int band, double value, OptionalDouble noData) {
    if (!measured(value, noData) || high[band] <= low[band]) {
      return 0;
    }
    double share = (value - low[band]) / (high[band] - low[band]);
    return (byte) Math.round(255 * Math.max(0, Math.min(1, share)));
  }
}
