package org.kamcl.explorer.ui.chart;

/**
 * A dashed vertical line with a word, such as the start of phase 2.
 *
 * @param step position on the axis of steps
 * @param epoch position on the axis of epochs
 * @param seconds position on the axis of time
 * @param label drawn at its upper end; empty for none
 */
public record Mark(double step, double epoch, double seconds, String label) {
  double x(XAxis axis) {
    return switch (axis) {
      case STEP -> step;
      case EPOCH -> epoch;
      case TIME -> seconds;
    };
  }
}
