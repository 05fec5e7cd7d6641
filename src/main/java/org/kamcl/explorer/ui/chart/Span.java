package org.kamcl.explorer.ui.chart;

/**
 * A range of an axis.
 *
 * @param low lower end
 * @param high upper end, greater than {@code low}
 */
public record Span(double low, double high) {
  /** Relative difference of equal values. */
  private static final double ROUNDING = 1e-9;

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

  /**
   * A range of at least 1 with whole numbers: around one value, or between two.
   *
   * @param low not negative
   */
  static Span whole(double low, double high) {
    if (high - low >= 1) {
      return new Span(low, high);
    }
    double floor = Math.floor(low);
    return low == high && low == floor
        ? new Span(Math.max(0, low - 1), low + 1)
        : new Span(floor, Math.max(high, floor + 1));
  }

  /** A range around one value, or between two. Values that differ by rounding only are one. */
  static Span around(double low, double high) {
    if (high - low > ROUNDING * Math.max(Math.abs(low), Math.abs(high))) {
      return new Span(low, high);
    }
    double half = low == 0 ? 0.5 : Math.abs(low) * 0.05;
    return new Span(low - half, low + half);
  }
}
