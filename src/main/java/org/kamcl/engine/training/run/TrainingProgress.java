package org.kamcl.engine.training.run;

/**
 * The progress of a run, part of each checkpoint.
 *
 * @param step number of steps so far
 * @param epoch epoch of the next step, from 1
 * @param batch next batch of that epoch, from 0
 * @param lossSum sum of the losses of the epoch so far
 * @param bestScore best mean recall in validation; -1 before the first
 * @param bestEpoch epoch of the best score; 0 before the first
 */
record TrainingProgress(
    long step, int epoch, int batch, double lossSum, double bestScore, int bestEpoch) {
  /** The start of a run. */
  static final TrainingProgress START = new TrainingProgress(0, 1, 0, 0, -1, 0);

  TrainingProgress afterStep(double loss) {
    return new TrainingProgress(step + 1, epoch, batch + 1, lossSum + loss, bestScore, bestEpoch);
  }

  /** The progress without the best epoch, whose weights are lost. */
  TrainingProgress withoutBest() {
    return new TrainingProgress(step, epoch, batch, lossSum, START.bestScore, START.bestEpoch);
  }

  /** Whether the current weights are those of the best epoch. */
  boolean isAtBest() {
    return batch == 0 && bestEpoch > 0 && bestEpoch == epoch - 1;
  }

  /** The progress after the validation of an epoch. */
  TrainingProgress afterEpoch(double score) {
    boolean better = score > bestScore;
    return new TrainingProgress(
        step, epoch + 1, 0, 0, better ? score : bestScore, better ? epoch : bestEpoch);
  }
}
