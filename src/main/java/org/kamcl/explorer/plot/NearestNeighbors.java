package org.kamcl.explorer.plot;

import java.util.Arrays;

/**
 * The nearest neighbors of each vector, exactly.
 *
 * @param indices for each vector, the indices of its neighbors, nearest first
 * @param distances for each vector, the squared Euclidean distances of its neighbors
 */
record NearestNeighbors(int[][] indices, float[][] distances) {
  private static final int GRAIN = 32;

  /**
   * Compares all vectors with each other.
   *
   * @param vectors of equal length
   * @param count neighbors of each vector, fewer than there are vectors
   */
  static NearestNeighbors of(float[][] vectors, int count, Parallel parallel) {
    int n = vectors.length;
    int dimension = vectors[0].length;
    // By column, so that distances to many vectors are computed at once.
    float[][] columns = new float[dimension][n];
    for (int i = 0; i < n; i++) {
      for (int d = 0; d < dimension; d++) {
        columns[d][i] = vectors[i][d];
      }
    }
    int[][] indices = new int[n][];
    float[][] distances = new float[n][];
    parallel.run(
        n,
        GRAIN,
        (from, to) -> {
          float[] squares = new float[n];
          for (int i = from; i < to; i++) {
            Arrays.fill(squares, 0);
            for (int d = 0; d < dimension; d++) {
              addSquares(squares, columns[d], vectors[i][d]);
            }
            Nearest nearest = new Nearest(count);
            for (int j = 0; j < n; j++) {
              if (j != i) {
                nearest.offer(j, squares[j]);
              }
            }
            nearest.sort();
            indices[i] = nearest.indices;
            distances[i] = nearest.squares;
          }
        });
    return new NearestNeighbors(indices, distances);
  }

  private static void addSquares(float[] sums, float[] column, float value) {
    for (int j = 0; j < sums.length; j++) {
      float difference = column[j] - value;
      sums[j] += difference * difference;
    }
  }

  /** The nearest so far, as a heap with the farthest on top. */
  private static final class Nearest {
    private final int[] indices;
    private final float[] squares;
    private int size;

    Nearest(int count) {
      indices = new int[count];
      squares = new float[count];
    }

    void offer(int index, float square) {
      if (size < indices.length) {
        indices[size] = index;
        squares[size++] = square;
        if (size == indices.length) {
          for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i, size);
          }
        }
      } else if (square < squares[0]) {
        indices[0] = index;
        squares[0] = square;
        sink(0, size);
      }
    }

    /** Of two neighbors at the same distance, the one with the larger index counts as farther. */
    private boolean farther(int a, int b) {
      return squares[a] > squares[b] || (squares[a] == squares[b] && indices[a] > indices[b]);
    }

    private void sink(int from, int end) {
      int at = from;
      for (int child = 2 * at + 1; child < end; child = 2 * at + 1) {
        if (child + 1 < end && farther(child + 1, child)) {
          child++;
        }
        if (!farther(child, at)) {
          return;
        }
        swap(at, child);
        at = child;
      }
    }

    private void swap(int a, int b) {
      int index = indices[a];
      indices[a] = indices[b];
      indices[b] = index;
      float square = squares[a];
      squares[a] = squares[b];
      squares[b] = square;
    }

    void sort() {
      for (int end = size - 1; end > 0; end--) {
        swap(0, end);
        sink(0, end);
      }
    }
  }
}
