package org.kamcl.engine.training.data;

import org.jspecify.annotations.Nullable;

/** The batches of a training. */
public interface BatchSource {
  /** Number of complete batches of an epoch; remaining samples are dropped. */
  int batchesPerEpoch();

  /**
   * Starts an epoch.
   *
   * @param epoch from 1
   * @param from index of the first batch
   */
  Epoch epoch(int epoch, int from);

  /** The batches of an epoch from a given one on. */
  interface Epoch {
    /** The next batch, or null at the end. */
    @Nullable StepBatch next();

    /** Takes back a finished batch, whose memory may be used again. */
    void done(StepBatch batch);
  }
}
