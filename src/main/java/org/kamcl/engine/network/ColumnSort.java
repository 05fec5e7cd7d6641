package org.kamcl.engine.network;

final class ColumnSort {
  static void sortedWeightedSum(float[] v, int o, int r, int c, float[] w, float[] out, int oo) {
    throw new IllegalStateException();
  }

  static void sortedWeightedSumRows(
      float[] v, int o, int r, int c, float[] w, float[] out, int oo) {
    throw new IllegalStateException();
  }

  static void sortedWeightedSumUpsampled(
      float[] f,
      int fo,
      int fr,
      float[] c,
      int co,
      int cr,
      int width,
      float[] w,
      float[] out,
      int oo) {
    throw new IllegalStateException();
  }
}
