package org.kamcl.engine.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.kamcl.engine.network.EngineArrays;

/**
 * Queue of the latest keys of an encoder, first in first out, with the image and caption of each.
 * (Ji et al., TGRS 2023, section III-D: 8,000 keys.)
 */
public final class FeatureQueue {
  /** Number of an unknown image or caption. */
  public static final int UNKNOWN = -1;

  private final NDArray rows;
  private final int[] images;
  private final int[] captions;
  private int pointer;
  private long written;

  /**
   * @param rows [K, D] unit rows of a long-lived manager; owned by the queue
   */
  FeatureQueue(NDArray rows) {
    this.rows = rows;
    this.images = new int[(int) rows.getShape().get(0)];
    this.captions = new int[images.length];
    Arrays.fill(images, UNKNOWN);
    Arrays.fill(captions, UNKNOWN);
  }

  /** An empty queue. */
  public static FeatureQueue empty(NDManager owner, int size, int dimension, DataType type) {
    return new FeatureQueue(owner.zeros(new Shape(size, dimension), type));
  }

  /** A queue of random unit rows that are used at once, as published. */
  public static FeatureQueue random(
      NDManager owner, int size, int dimension, DataType type, SplittableRandom random) {
    float[] values = new float[size * dimension];
    for (int row = 0; row < size; row++) {
      double squares = 0;
      double[] normal = new double[dimension];
      for (int i = 0; i < dimension; i++) {
        normal[i] = random.nextGaussian();
        squares += normal[i] * normal[i];
      }
      for (int i = 0; i < dimension; i++) {
        values[row * dimension + i] = (float) (normal[i] / Math.sqrt(squares));
      }
    }
    return new FeatureQueue(EngineArrays.create(owner, values, new Shape(size, dimension), type));
  }

  /** The keys, [K, D]. */
  public NDArray rows() {
    return rows;
  }

  /** Capacity K. */
  public int size() {
    return images.length;
  }

  /** Index of the next key. */
  public int pointer() {
    return pointer;
  }

  /** Number of keys written so far. */
  public long written() {
    return written;
  }

  /** Whether all K keys are written. */
  public boolean full() {
    return written >= images.length;
  }

  /** Number of the image of each key, or {@link #UNKNOWN}. */
  public int[] images() {
    return images;
  }

  /** Number of the caption of each key, or {@link #UNKNOWN}. */
  public int[] captions() {
    return captions;
  }

  /**
   * Replaces the oldest keys by a batch.
   *
   * @param keys [B, D] unit rows; B divides K
   */
  public void enqueue(NDArray keys, int[] imageIds, int[] captionIds) {
    int count = imageIds.length;
    rows.set(new NDIndex(pointer + ":" + (pointer + count)), keys);
    System.arraycopy(imageIds, 0, images, pointer, count);
    System.arraycopy(captionIds, 0, captions, pointer, count);
    pointer = (pointer + count) % images.length;
    written += count;
  }

  /** Restores the counters of a checkpoint. */
  public void restore(int[] imageIds, int[] captionIds, int at, long keysWritten) {
    System.arraycopy(imageIds, 0, images, 0, images.length);
    System.arraycopy(captionIds, 0, captions, 0, captions.length);
    pointer = at;
    written = keysWritten;
  }
}
