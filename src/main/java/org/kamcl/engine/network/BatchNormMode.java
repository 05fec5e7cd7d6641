package org.kamcl.engine.network;

/**
 * How batch normalization works in a training pass.
 *
 * @param batchStatistics normalize by batch statistics and update the running statistics; otherwise
 *     normalize by the running statistics, which do not change
 * @param momentum weight of the batch in the running statistics, above 0, up to 1; 0 for the
 *     backbone's default
 */
public record BatchNormMode(boolean batchStatistics, float momentum) {
  /** Batch statistics; running statistics are updated with the backbone's momentum. */
  public static final BatchNormMode BATCH_STATISTICS = new BatchNormMode(true, 0);

  /** Running statistics: needs less time and memory, and does not depend on the batch. */
  public static final BatchNormMode RUNNING_STATISTICS = new BatchNormMode(false, 0);

  /**
   * Batch statistics; running statistics become the mean over all batches so far, to adapt the
   * network to a new kind of images. (Li et al., ICLR 2017 workshop: AdaBN.)
   *
   * @param batch number of the batch, from 0
   */
  public static BatchNormMode cumulativeAverage(int batch) {
    return new BatchNormMode(true, 1f / (batch + 1));
  }
}
