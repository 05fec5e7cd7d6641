package org.kamcl.explorer.plot;

import java.util.Arrays;

/**
 * How much each vector counts as a neighbor of each other one: symmetric, and 1 in total. Rows are
 * sparse. (Van der Maaten, JMLR 15, 2014, section 4.1.)
 *
 * @param starts where the entries of each row start, and their number at the end
 * @param columns column of each entry, ascending in a row
 * @param values value of each entry
 */
record Affinities(int[] starts, int[] columns, double[] values) {
  private static final int GRAIN = 256;
  private static final int MOST_BISECTIONS = 100;
  private static final double TOLERANCE = 1e-6;

  /** Neighbors of a vector per unit of perplexity. */
  static final int NEIGHBORS = 3;

  /**
   * The affinities of vectors.
   *
   * @param neighbors the neighbors of each
   * @param perplexity effective number of neighbors, at most the number of neighbors
   */
  static Affinities of(NearestNeighbors neighbors, double perplexity, Parallel parallel) {
    int n = neighbors.indices().length;
    double[][] conditional = new double[n][];
    parallel.run(
        n,
        GRAIN,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            conditional[i] = conditional(neighbors.distances()[i], perplexity);
          }
        });
    return symmetric(neighbors.indices(), conditional);
  }

  /**
   * Gaussian weights of neighbors with the wanted perplexity.
   *
   * @param squares squared distances
   * @return their sum is 1
   */
  static double[] conditional(float[] squares, double perplexity) {
    double nearest = Double.MAX_VALUE;
    for (float square : squares) {
      nearest = Math.min(nearest, square);
    }
    double wanted = Math.log(perplexity);
    double[] weights = new double[squares.length];
    double beta = 1;
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    for (int i = 0; i < MOST_BISECTIONS; i++) {
      double sum = 0;
      double weighted = 0;
      for (int j = 0; j < squares.length; j++) {
        // Relative to the nearest, so that not all weights vanish.
        double square = squares[j] - nearest;
        weights[j] = Math.exp(-beta * square);
        sum += weights[j];
        weighted += square * weights[j];
      }
      double entropy = Math.log(sum) + beta * weighted / sum;
      for (int j = 0; j < squares.length; j++) {
        weights[j] /= sum;
      }
      if (Math.abs(entropy - wanted) < TOLERANCE) {
        break;
      }
      if (entropy > wanted) {
        low = beta;
        beta = Double.isInfinite(high) ? 2 * beta : (low + high) / 2;
      } else {
        high = beta;
        beta = (low + high) / 2;
      }
    }
    return weights;
  }

  private static Affinities symmetric(int[][] neighbors, double[][] conditional) {
    int n = neighbors.length;
    int[] counts = new int[n];
    for (int[] row : neighbors) {
      for (int j : row) {
        counts[j]++;
      }
    }
    // Incoming entries by target, their sources ascending.
    int[][] sources = new int[n][];
    double[][] incoming = new double[n][];
    for (int j = 0; j < n; j++) {
      sources[j] = new int[counts[j]];
      incoming[j] = new double[counts[j]];
    }
    Arrays.fill(counts, 0);
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < neighbors[i].length; k++) {
        int j = neighbors[i][k];
        sources[j][counts[j]] = i;
        incoming[j][counts[j]++] = conditional[i][k];
      }
    }
    int[] starts = new int[n + 1];
    int[][] columns = new int[n][];
    double[][] values = new double[n][];
    for (int i = 0; i < n; i++) {
      merge(i, neighbors[i], conditional[i], sources[i], incoming[i], columns, values);
      starts[i + 1] = starts[i] + columns[i].length;
    }
    int[] allColumns = new int[starts[n]];
    double[] allValues = new double[starts[n]];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < columns[i].length; k++) {
        allColumns[starts[i] + k] = columns[i][k];
        allValues[starts[i] + k] = values[i][k] / (2.0 * n);
      }
    }
    return new Affinities(starts, allColumns, allValues);
  }

  /** The sum of the outgoing and the incoming entries of a row. */
  private static void merge(
      int row,
      int[] targets,
      double[] outgoing,
      int[] sources,
      double[] incoming,
      int[][] columns,
      double[][] values) {
    long[] order = new long[targets.length];
    for (int k = 0; k < targets.length; k++) {
      order[k] = (long) targets[k] << 32 | k;
    }
    Arrays.sort(order);
    int[] merged = new int[targets.length + sources.length];
    double[] sums = new double[merged.length];
    int size = 0;
    int a = 0;
    int b = 0;
    while (a < order.length || b < sources.length) {
      int target = a < order.length ? (int) (order[a] >> 32) : Integer.MAX_VALUE;
      int source = b < sources.length ? sources[b] : Integer.MAX_VALUE;
      merged[size] = Math.min(target, source);
      if (target <= source) {
        sums[size] += outgoing[(int) order[a++]];
      }
      if (source <= target) {
        sums[size] += incoming[b++];
      }
      size++;
    }
    columns[row] = Arrays.copyOf(merged, size);
    values[row] = Arrays.copyOf(sums, size);
  }
}
