package org.kamcl.engine.training.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;

/**
 * An order of an epoch's images in which a part of every batch shows one kind: images whose
 * captions are alike in the starting sentence encoder, so that telling them apart is hard. No
 * labels are needed. Every image still comes once.
 */
public final class HardBatchSampler {
  /** A kind is so many times as large as the part of a batch that is drawn from it. */
  private static final int BREADTH = 4;

  private final RandomStreams randomStreams;
  private final float[][] vectors;
  private final int batchSize;
  private final int together;

  /**
   * @param vectors unit vectors by image
   * @param share of a batch that is of one kind, 0..1
   */
  public HardBatchSampler(
      RandomStreams randomStreams, float[][] vectors, int batchSize, double share) {
    this.randomStreams = randomStreams;
    this.vectors = vectors;
    this.batchSize = batchSize;
    this.together = Math.max(1, (int) Math.round(share * batchSize));
  }

  /** The order of an epoch; what is left of whole batches stands at the end. */
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

  /** Takes an image and some of those that are most like it and not taken yet. */
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
    // Ties keep the order of the images, so that the same seed gives the same epoch.
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
