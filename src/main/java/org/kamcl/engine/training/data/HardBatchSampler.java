package org.kamcl.engine.training.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;

/**
 * Orders the images of an epoch so that a fraction of each batch consists of hard negatives: images
 * with similar captions according to the initial sentence encoder. Needs no labels. Each image
 * occurs once.
 */
public final class HardBatchSampler {
  /** Size of the candidate pool as a multiple of the number of hard negatives. */
  private static final int BREADTH = 4;

  private final RandomStreams randomStreams;
  private final float[][] vectors;
  private final int batchSize;
  private final int together;

  /**
   * @param vectors unit vectors by image
   * @param share fraction of a batch, 0..1
   */
  public HardBatchSampler(
      RandomStreams randomStreams, float[][] vectors, int batchSize, double share) {
    this.randomStreams = randomStreams;
    this.vectors = vectors;
    this.batchSize = batchSize;
    this.together = Math.max(1, (int) Math.round(share * batchSize));
  }

  /** The order of an epoch; images beyond the last complete batch are at the end. */
  public int[] epochOrder(int epoch) {
    int[] shuffled = randomStreams.epochOrder(epoch, vectors.length);
    boolean[] taken = new boolean[vectors.length];
    int batches = vectors.length / batchSize;
    int[] order = new int[vectors.length];
    int anchor = 0;
    for (int b = 0; b < batches; b++) {
      while (taken[shuffled[anchor]]) {
        anchor++;
      }
      SplittableRandom random = randomStreams.hardBatch(epoch, b);
      fillHardBatch(shuffled[anchor], taken, random, order, b * batchSize);
    }
    int next = 0;
    for (int place = 0; place < order.length; place++) {
      boolean kind = place < batches * batchSize && place % batchSize < together;
      if (!kind) {
        while (taken[shuffled[next]]) {
          next++;
        }
        taken[shuffled[next]] = true;
        order[place] = shuffled[next];
      }
    }
    return order;
  }

  /** Takes an image and some of the most similar ones that are not taken yet. */
  private void fillHardBatch(
      int anchor, boolean[] taken, SplittableRandom random, int[] order, int from) {
    taken[anchor] = true;
    order[from] = anchor;
    double[] likeness = new double[vectors.length];
    int free = 0;
    Integer[] others = new Integer[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      if (!taken[i]) {
        likeness[i] = product(vectors[anchor], vectors[i]);
        others[free++] = i;
      }
    }
    // The sort is stable, so that a seed determines the epoch.
    Arrays.sort(others, 0, free, Comparator.comparingDouble(i -> -likeness[i]));
    int pool = Math.min(free, BREADTH * together);
    for (int n = 1; n < together; n++) {
      int at = n - 1 + random.nextInt(pool - n + 1);
      int drawn = others[at];
      others[at] = others[n - 1];
      order[from + n] = drawn;
      taken[drawn] = true;
    }
  }

  private static double product(float[] a, float[] b) {
    float sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
