package org.kamcl.explorer.ui.explore;

import java.util.OptionalDouble;

/** The values of a range filter as numbers: how they are written, read and stepped through. */
interface RangeScale {
  /**
   * A range.
   *
   * @param low lower end; empty if it is open
   * @param high upper end; empty if it is open
   */
  record Range(OptionalDouble low, OptionalDouble high) {}

  /** The smallest value of the archive. */
  double min();

  /** The largest value of the archive, greater than {@link #min}. */
  double max();

  /** The value as text that {@link #parse} reads. */
  String text(double value);

  /**
   * Reads a value.
   *
   * @param lower whether it is the lower end: "2024" begins on January 1 and ends on December 31
   * @return empty if the text is not a value
   */
  OptionalDouble parse(String text, boolean lower);

  /** Whether a valid text is complete, so that further letters are not expected. */
  boolean isComplete(String text);

  /**
   * The value some steps of the keyboard away.
   *
   * @param steps 1 or 10 steps up, or down if negative
   * @param lower whether the value is the lower end of the range
   */
  double step(double value, int steps, boolean lower);
}
