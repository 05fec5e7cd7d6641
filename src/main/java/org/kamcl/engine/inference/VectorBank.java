package org.kamcl.engine.inference;

import java.util.Arrays;

/**
 * Vectors that one vector is compared with. They lie dimension by dimension, so that one value is
 * multiplied with a run of neighbours, which compiles to vector instructions.
 */
final class VectorBank {
  private static final double LAST_PERCENT = 0.99;

  /** Keeps few or equal scores from making everything else remarkable. */
  private static final double LEAST = 1e-3;

  /** Standard deviations from the middle of a normal distribution to its last percent. */
  private static final double LAST_PERCENT_AT = 2.326;

  private final int size;
  private final float[] values;

  /**
   * @param rows at least one, of one length
   */
  VectorBank(float[][] rows) {
    size = rows.length;
    values = new float[size * rows[0].length];
    for (int i = 0; i < size; i++) {
      for (int d = 0; d < rows[i].length; d++) {
        values[d * size + i] = rows[i][d];
      }
    }
  }

  int size() {
    return size;
  }

  /** The dot product with each. */
  float[] scores(float[] vector) {
    float[] sums = new float[size];
    for (int d = 0; d < vector.length; d++) {
      add(sums, d * size, vector[d]);
    }
    return sums;
  }

  private void add(float[] sums, int offset, float weight) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[offset + i] * weight;
    }
  }

  /** Mean and spread of the scores of one vector. */
  Moments moments(float[] vector) {
    return Moments.of(scores(vector));
  }

  /** How the scores of one vector are spread, and how far the best reach. */
  TailStatistics tailStatistics(float[] vector) {
    float[] scores = scores(vector);
    Moments moments = Moments.of(scores);
    Arrays.sort(scores);
    double tail = (scores[(int) (LAST_PERCENT * (size - 1))] - moments.mean) / LAST_PERCENT_AT;
    return new TailStatistics(moments.mean, moments.deviation, tail);
  }

  /**
   * Scores on the whole.
   *
   * @param mean of them
   * @param deviation standard deviation
   */
  record Moments(double mean, double deviation) {
    Moments {
      deviation = Math.max(LEAST, deviation);
    }

    static Moments of(float... scores) {
      double mean = 0;
      for (float score : scores) {
        mean += score / scores.length;
      }
      double squares = 0;
      for (float score : scores) {
        squares += (score - mean) * (score - mean) / scores.length;
      }
      return new Moments(mean, Math.sqrt(squares));
    }
  }

  /**
   * How scores are spread.
   *
   * @param mean of them
   * @param deviation standard deviation
   * @param tail the standard deviation of a normal distribution whose best percent begins where
   *     theirs does
   */
  record TailStatistics(double mean, double deviation, double tail) {
    TailStatistics {
      tail = Math.max(LEAST, tail);
    }
  }
}
