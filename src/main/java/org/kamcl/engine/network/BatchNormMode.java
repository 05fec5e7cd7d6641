package org.kamcl.engine.network;

/**
 * What batch normalisations do in a training pass.
 *
 * @param batchStatistics normalise by the batch and let the running statistics follow; otherwise by
 *     the running statistics, which stay as they are
 * @param momentum of the batch in the running statistics, above 0 to 1; 0 for the backbone's own
 */
public record BatchNormMode(boolean batchStatistics, float momentum) {
  /** By the batch, the running statistics following at the backbone's own pace. */
  public static final BatchNormMode BATCH_STATISTICS = new BatchNormMode(true, 0);

  /** By the running statistics: cheaper in time and memory, and the same in a batch of any size. */
  public static final BatchNormMode RUNNING_STATISTICS = new BatchNormMode(false, 0);

  /**
   * By the batch, so that the running statistics become the mean over all batches so far: what the
   * network meets in a new kind of images. (Li et al., ICLR 2017 workshop: AdaBN.)
   *
   * @param batch number of the batch, from 0
   */
  public static BatchNormMode cumulativeAverage(int batch) {
    return new BatchNormMode(true, 1f / (batch + 1));
  }
}
