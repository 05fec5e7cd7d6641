package org.kamcl.engine.explain;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A mean over images with its 95 % percentile interval; images are resampled with replacement.
 * (Efron and Tibshirani, 1993.)
 *
 * @param mean of all values
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record MeanInterval(double mean, double low, double high) {
  private static final int RESAMPLES = 2000;
  private static final double TAIL = 0.025;

  /**
   * @param values one per image, at least one
   * @param seed of the resampling
   */
  static MeanInterval of(double[] values, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += values[random.nextInt(values.length)];
      }
      means[r] = sum / values.length;
    }
    Arrays.sort(means);
    return new MeanInterval(
        Arrays.stream(values).average().orElseThrow(),
        means[(int) (TAIL * RESAMPLES)],
        means[(int) ((1 - TAIL) * RESAMPLES)]);
  }

  /**
   * The mean of the differences of paired values.
   *
   * @throws IllegalArgumentException if there are not as many of both
   */
  static MeanInterval ofDifference(double[] values, double[] others, long seed) {
    if (values.length != others.length) {
      throw new IllegalArgumentException(values.length + " and " + others.length + " values");
    }
    double[] differences = values.clone();
    for (int i = 0; i < differences.length; i++) {
      differences[i] -= others[i];
    }
    return of(differences, seed);
  }
}
