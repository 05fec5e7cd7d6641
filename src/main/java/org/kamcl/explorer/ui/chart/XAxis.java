package org.kamcl.explorer.ui.chart;

/** What the horizontal axis of a chart counts. */
public enum XAxis {
  /** Updates of the weights. */
  STEP,

  /** Passes over the training data, with fractions. */
  EPOCH,

  /** Seconds since the start, without pauses. */
  TIME
}
