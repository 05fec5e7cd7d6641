package org.kamcl.explorer.domain;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How far a run is.
 *
 * @param epochs planned epochs
 * @param epochsDone completed epochs
 * @param step completed steps
 * @param batch completed steps of the present epoch
 * @param batches steps of an epoch; 0 before the first step
 * @param bestMeanRecall best mR in validation, percent; empty before the first
 * @param bestEpoch its epoch; 0 before the first
 * @param lastLoss total loss of the last step; empty before the first, or if it is not a number
 * @param pairsPerSecond speed of the last step; empty before the first
 * @param phaseTwoEpoch epoch at which the concept loss begins; empty if it is on from the start, or
 *     never
 * @param checkpointStep step of the last checkpoint; 0 before the first
 */
public record RunProgress(
    int epochs,
    int epochsDone,
    long step,
    int batch,
    int batches,
    OptionalDouble bestMeanRecall,
    int bestEpoch,
    OptionalDouble lastLoss,
    OptionalDouble pairsPerSecond,
    OptionalInt phaseTwoEpoch,
    long checkpointStep) {
  /** The progress of a run that has not begun. */
  public static RunProgress none(int epochs) {
    return new RunProgress(
        epochs,
        0,
        0,
        0,
        0,
        OptionalDouble.empty(),
        0,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalInt.empty(),
        0);
  }

  /** Completed share of the planned steps, 0..1. */
  public double share() {
    if (epochs == 0) {
      return 0;
    }
    double partial = batches == 0 ? 0 : (double) batch / batches;
    return Math.min(1, (epochsDone + Math.min(1, partial)) / epochs);
  }
}
