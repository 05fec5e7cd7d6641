package org.kamcl.engine.training.run;

/**
 * How far a run is; part of every checkpoint.
 *
 * @param step steps done
 * @param epoch the epoch of the next step, from 1
 * @param batch the next batch of that epoch, from 0
 * @param lossSum sum of the epoch's losses so far
 * @param bestScore best validation mR so far; -1 before the first
 * @param bestEpoch the epoch that reached it; 0 before the first
 */
record TrainingProgress(
    long step, int epoch, int batch, double lossSum, double bestScore, int bestEpoch) {
  /** The beginning. */
  static final TrainingProgress START = new TrainingProgress(0, 1, 0, 0, -1, 0);

  TrainingProgress afterStep(double loss) {
    return new TrainingProgress(step + 1, epoch, batch + 1, lossSum + loss, bestScore, bestEpoch);
  }

  /** Behind an epoch's validation. */
  TrainingProgress afterEpoch(double score) {
    boolean better = score > bestScore;
    return new TrainingProgress(
        step, epoch + 1, 0, 0, better ? score : bestScore, better ? epoch : bestEpoch);
  }
}
