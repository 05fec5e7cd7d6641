package org.kamcl.explorer.ui.chart;

/**
 * A range of an axis.
 *
 * @param low lower end
 * @param high upper end, greater than {@code low}
 */
public record Span(double low, double high) {
  /**
   * @throws IllegalArgumentException if the range is empty or not finite
   */
  public Span {
    if (!(high > low) || Double.isInfinite(high - low)) {
      throw new IllegalArgumentException(low + " to " + high + " is no range");
    }
  }

  /** Its length. */
  public double length() {
    return high - low;
  }

  /** A range around one value, or between two. */
  static Span around(double low, double high) {
    if (high > low) {
      return new Span(low, high);
    }
    double half = low == 0 ? 0.5 : Math.abs(low) * 0.05;
    return new Span(low - half, low + half);
  }
}
