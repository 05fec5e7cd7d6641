package org.kamcl.engine.network;

import java.util.Arrays;

final class ColumnSort {
  private ColumnSort() {}

  static void sortedWeightedSum(
      float[] v, int offset, int rows, int columns, float[] w, float[] out, int outOffset) {
    float[] t = new float[rows];
    for (int c = 0; c < columns; c++) {
      for (int r = 0; r < rows; r++) {
        t[r] = v[offset + r * columns + c];
      }
      out[outOffset + c] = weigh(t, w);
    }
  }

  static void sortedWeightedSumRows(
      float[] v, int offset, int rows, int columns, float[] w, float[] out, int outOffset) {
    for (int r = 0; r < rows; r++) {
      int from = offset + r * columns;
      out[outOffset + r] = weigh(Arrays.copyOfRange(v, from, from + columns), w);
    }
  }

  private static float weigh(float[] t, float[] w) {
    Arrays.sort(t);
    double sum = 0;
    for (int r = 0; r < t.length; r++) {
      sum += w[r] * t[t.length - 1 - r];
    }
    return (float) sum;
  }

  static void sortedWeightedSumUpsampled(
      float[] fine,
      int fineOffset,
      int fineRows,
      float[] coarse,
      int coarseOffset,
      int coarseRows,
      int width,
      float[] w,
      float[] out,
      int outOffset) {
    int positions = width * width;
    float[] t = new float[fineRows + coarseRows];
    for (int p = 0; p < positions; p++) {
      int q = p / width / 2 * (width / 2) + p % width / 2;
      for (int r = 0; r < fineRows; r++) {
        t[r] = fine[fineOffset + r * positions + p];
      }
      for (int r = 0; r < coarseRows; r++) {
        t[fineRows + r] = coarse[coarseOffset + r * positions / 4 + q];
      }
      out[outOffset + p] = weigh(t, w);
    }
  }
}
