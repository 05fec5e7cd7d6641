package org.kamcl.explorer.plot;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Clusters of vectors by k-means: Lloyd's algorithm from the start of k-means++ (Arthur and
 * Vassilvitskii, SODA 2007), always with the same random numbers.
 *
 * @param assignment the cluster of each vector, 0 for the largest cluster
 * @param sizes number of vectors of each cluster, none 0
 */
public record KMeans(int[] assignment, int[] sizes) {
  private static final int MOST_ITERATIONS = 100;

  /**
   * Finds clusters.
   *
   * @param vectors at least one
   * @param count most clusters; fewer are found if fewer vectors differ
   * @throws CancellationException if cancelled
   */
  public static KMeans of(float[][] vectors, int count, BooleanSupplier cancelled) {
    double[][] centers = start(vectors, count);
    int[] assignment = new int[vectors.length];
    Arrays.fill(assignment, -1);
    for (int i = 0; i < MOST_ITERATIONS; i++) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException();
      }
      if (!assign(vectors, centers, assignment)) {
        break;
      }
      move(vectors, centers, assignment);
    }
    return ordered(assignment, centers.length);
  }

  private static double[][] start(float[][] vectors, int count) {
    Random random = new Random(1);
    double[][] centers = new double[count][];
    double[] squares = new double[vectors.length];
    Arrays.fill(squares, Double.MAX_VALUE);
    centers[0] = doubles(vectors[random.nextInt(vectors.length)]);
    for (int c = 1; c < count; c++) {
      double sum = 0;
      for (int i = 0; i < vectors.length; i++) {
        squares[i] = Math.min(squares[i], square(vectors[i], centers[c - 1]));
        sum += squares[i];
      }
      if (sum == 0) {
        return Arrays.copyOf(centers, c);
      }
      double at = random.nextDouble() * sum;
      int chosen = -1;
      for (int i = 0; i < vectors.length && at >= 0; i++) {
        if (squares[i] > 0) {
          chosen = i;
          at -= squares[i];
        }
      }
      centers[c] = doubles(vectors[chosen]);
    }
    return centers;
  }

  private static double[] doubles(float[] vector) {
    double[] copy = new double[vector.length];
    Arrays.setAll(copy, d -> vector[d]);
    return copy;
  }

  private static boolean assign(float[][] vectors, double[][] centers, int[] assignment) {
    boolean changed = false;
    for (int i = 0; i < vectors.length; i++) {
      int nearest = 0;
      double least = Double.MAX_VALUE;
      for (int c = 0; c < centers.length; c++) {
        double square = square(vectors[i], centers[c]);
        if (square < least) {
          least = square;
          nearest = c;
        }
      }
      changed |= assignment[i] != nearest;
      assignment[i] = nearest;
    }
    return changed;
  }

  private static void move(float[][] vectors, double[][] centers, int[] assignment) {
    double[][] sums = new double[centers.length][vectors[0].length];
    int[] counts = new int[centers.length];
    for (int i = 0; i < vectors.length; i++) {
      counts[assignment[i]]++;
      for (int d = 0; d < vectors[i].length; d++) {
        sums[assignment[i]][d] += vectors[i][d];
      }
    }
    for (int c = 0; c < centers.length; c++) {
      // A cluster that lost all its vectors stays where it is.
      for (int d = 0; counts[c] > 0 && d < sums[c].length; d++) {
        centers[c][d] = sums[c][d] / counts[c];
      }
    }
  }

  private static double square(float[] vector, double[] center) {
    double sum = 0;
    for (int d = 0; d < vector.length; d++) {
      double difference = vector[d] - center[d];
      sum += difference * difference;
    }
    return sum;
  }

  private static KMeans ordered(int[] assignment, int count) {
    int[] sizes = new int[count];
    for (int cluster : assignment) {
      sizes[cluster]++;
    }
    Integer[] order = new Integer[count];
    Arrays.setAll(order, c -> c);
    Arrays.sort(order, (a, b) -> Integer.compare(sizes[b], sizes[a]));
    int[] rank = new int[count];
    for (int r = 0; r < count; r++) {
      rank[order[r]] = r;
    }
    int[] ranked = new int[assignment.length];
    Arrays.setAll(ranked, i -> rank[assignment[i]]);
    int[] sorted = Arrays.stream(order).mapToInt(c -> sizes[c]).filter(s -> s > 0).toArray();
    return new KMeans(ranked, sorted);
  }
}
