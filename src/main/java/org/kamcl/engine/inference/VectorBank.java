package org.kamcl.engine.inference;

import java.util.Arrays;

/**
 * Vectors that others are compared with. They are stored dimension by dimension, so that the inner
 * loop runs over neighboring values and compiles to vector instructions.
 */
final class VectorBank {
  private static final double UPPER_PERCENT = 0.99;

  /** Lower bound of deviations, for few or equal scores. */
  private static final double MIN_DEVIATION = 1e-3;

  /** Z-score of the upper one percent of a normal distribution. */
  private static final double UPPER_PERCENT_Z = 2.326;

  /**
   * Dimensions that one pass over the sums adds; more of them take more registers than there are.
   */
  private static final int RUN = 8;

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

  /** The dot product with each vector. */
  float[] scores(float[] vector) {
    float[] sums = new float[size];
    int d = 0;
    for (; d + RUN <= vector.length; d += RUN) {
      addRun(sums, d * size, vector, d);
    }
    for (; d < vector.length; d++) {
      add(sums, d * size, vector[d]);
    }
    return sums;
  }

  /**
   * Adds eight dimensions one after the other, in the order and with the rounding of {@link #add},
   * but reads and writes the sums once.
   */
  private void addRun(float[] sums, int offset, float[] vector, int d) {
    float a = vector[d];
    float b = vector[d + 1];
    float c = vector[d + 2];
    float e = vector[d + 3];
    float f = vector[d + 4];
    float g = vector[d + 5];
    float h = vector[d + 6];
    float k = vector[d + 7];
    int n = sums.length;
    for (int i = 0; i < n; i++) {
      int at = offset + i;
      sums[i] =
          sums[i]
              + values[at] * a
              + values[at + n] * b
              + values[at + 2 * n] * c
              + values[at + 3 * n] * e
              + values[at + 4 * n] * f
              + values[at + 5 * n] * g
              + values[at + 6 * n] * h
              + values[at + 7 * n] * k;
    }
  }

  private void add(float[] sums, int offset, float weight) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[offset + i] * weight;
    }
  }

  /** Mean and standard deviation of the scores of one vector. */
  Moments moments(float[] vector) {
    return Moments.of(scores(vector));
  }

  /** Mean, standard deviation and upper tail of the scores of one vector. */
  TailStatistics tailStatistics(float[] vector) {
    float[] scores = scores(vector);
    Moments moments = Moments.of(scores);
    Arrays.sort(scores);
    double tail = (scores[(int) (UPPER_PERCENT * (size - 1))] - moments.mean) / UPPER_PERCENT_Z;
    return new TailStatistics(moments.mean, moments.deviation, tail);
  }

  /** Mean and standard deviation of scores. */
  record Moments(double mean, double deviation) {
    Moments {
      deviation = Math.max(MIN_DEVIATION, deviation);
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
   * Mean, standard deviation and upper tail of scores.
   *
   * @param tail the standard deviation of a normal distribution with the same upper one percent
   */
  record TailStatistics(double mean, double deviation, double tail) {
    TailStatistics {
      tail = Math.max(MIN_DEVIATION, tail);
    }
  }
}
