package org.kamcl.bench;

import java.util.Random;
import org.kamcl.explorer.index.FlatIndex;

/** The exact scan: twenty of a hundred thousand vectors of 512 values. */
public final class FlatIndexBench {
  private static final int VECTORS = 100_000;
  private static final int DIMENSION = 512;

  private FlatIndexBench() {}

  /** Prints JSON lines. */
  public static void main(String[] args) {
    Random random = new Random(1);
    FlatIndex.Builder builder = new FlatIndex.Builder(DIMENSION);
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < VECTORS; i++) {
      for (int d = 0; d < DIMENSION; d++) {
        vector[d] = (float) random.nextGaussian();
      }
      builder.add(i, vector);
    }
    FlatIndex index = builder.build();
    double[] seconds = Bench.medians(25, new Bench.Work("search", () -> index.search(vector, 20)));
    Bench.print("flat-index/100000", 1000 * seconds[0], "ms");
  }
}
