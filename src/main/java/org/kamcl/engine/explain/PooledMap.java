package org.kamcl.engine.explain;

import java.util.Arrays;

/**
 * A feature map under generalized pooling, as a weighted sum over its positions. Sorting only
 * permutes the positions of each channel, so the pooled value of a channel is the sum of its values
 * times the weight of each value's rank. Equal values share the mean of their weights, because
 * their order is arbitrary.
 *
 * @param width columns
 * @param height rows
 * @param values [C][positions], row-major
 * @param weights [C][positions], the weight of each value; of each channel, they add up to 1
 */
record PooledMap(int width, int height, double[] values, double[] weights) {

  /**
   * @param rankWeights weight of each rank, largest value first; as many as positions
   */
  static PooledMap of(int width, int height, double[] values, double[] rankWeights) {
    int positions = width * height;
    double[] before = new double[positions + 1];
    for (int r = 0; r < positions; r++) {
      before[r + 1] = before[r] + rankWeights[r];
    }
    double[] weights = new double[values.length];
    double[] sorted = new double[positions];
    for (int start = 0; start < values.length; start += positions) {
      System.arraycopy(values, start, sorted, 0, positions);
      Arrays.sort(sorted);
      for (int p = 0; p < positions; p++) {
        double value = values[start + p];
        int found = Arrays.binarySearch(sorted, value);
        int low = found;
        int high = found;
        while (low > 0 && Double.compare(sorted[low - 1], value) == 0) {
          low--;
        }
        while (high + 1 < positions && Double.compare(sorted[high + 1], value) == 0) {
          high++;
        }
        // The array is ascending, the ranks are descending.
        weights[start + p] =
            low == high
                ? rankWeights[positions - 1 - low]
                : (before[positions - low] - before[positions - 1 - high]) / (high - low + 1);
      }
    }
    return new PooledMap(width, height, values, weights);
  }

  int positions() {
    return width * height;
  }

  int channels() {
    return values.length / positions();
  }

  /** The pooled value of each channel. */
  double[] pooled() {
    int positions = positions();
    double[] pooled = new double[channels()];
    for (int i = 0; i < values.length; i++) {
      pooled[i / positions] += weights[i] * values[i];
    }
    return pooled;
  }

  /**
   * The contribution of each position to a value that is linear in the pooled values. What a
   * channel has everywhere, its mean, is shared by all positions alike; by its rank, a position
   * counts for its difference from the mean. The contributions add up to the value.
   *
   * @param gradient of the value with respect to each channel's pooled value
   */
  HeatMap contributions(double[] gradient) {
    int positions = positions();
    double[] sums = new double[positions];
    double everywhere = 0;
    for (int c = 0; c < gradient.length; c++) {
      double mean = 0;
      for (int p = 0; p < positions; p++) {
        mean += values[c * positions + p] / positions;
      }
      everywhere += gradient[c] * mean;
      for (int p = 0; p < positions; p++) {
        int i = c * positions + p;
        sums[p] += gradient[c] * weights[i] * (values[i] - mean);
      }
    }
    for (int p = 0; p < positions; p++) {
      sums[p] += everywhere / positions;
    }
    return new HeatMap(width, height, sums);
  }

  /**
   * How often each position takes one of the heaviest ranks of a channel.
   *
   * @param smallest a rank counts from this weight
   * @return share of the channels, 0..1
   */
  HeatMap shareOfHeaviestRanks(double smallest) {
    int positions = positions();
    double[] shares = new double[positions];
    for (int i = 0; i < weights.length; i++) {
      shares[i % positions] += weights[i] >= smallest ? 1.0 / channels() : 0;
    }
    return new HeatMap(width, height, shares);
  }
}
