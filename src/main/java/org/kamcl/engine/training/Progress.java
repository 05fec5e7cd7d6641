package org.kamcl.engine.training;

/**
 * How far a run is; part of every checkpoint.
 *
 * @param step steps done
 * @param epoch the epoch of the next step, from 1
 * @param batch the next batch of that epoch, from 0
 * @param bestScore best validation mR so far; NaN before the first
 * @param bestEpoch the epoch that reached it; 0 before the first
 */
public record Progress(long step, int epoch, int batch, double bestScore, int bestEpoch) {
  /** The beginning. */
  static final Progress START = new Progress(0, 1, 0, Double.NaN, 0);
}
