package org.kamcl.explorer.ui.chart;

/**
 * The vertical axis: from values to positions, 0 at the lower end and 1 at the upper end.
 *
 * @param span shown values; positive if logarithmic
 * @param logarithmic whether equal ratios have equal distances
 */
record ValueScale(Span span, boolean logarithmic) {
  /** Free space above and below the curves, as a share of the height. */
  private static final double MARGIN = 0.05;

  /**
   * A scale on which all drawn values are seen.
   *
   * @param low smallest drawn value; positive if {@code logarithmic}
   * @param high largest drawn value
   */
  static ValueScale of(double low, double high, boolean logarithmic) {
    return of(low, high, Double.POSITIVE_INFINITY, logarithmic);
  }

  /**
   * A scale on which all drawn values are seen.
   *
   * @param most largest possible value, above which no space is left
   */
  static ValueScale of(double low, double high, double most, boolean logarithmic) {
    if (logarithmic) {
      double ratio = high > low ? Math.pow(high / low, MARGIN) : 1.1;
      return new ValueScale(new Span(low / ratio, high * ratio), true);
    }
    Span values = Span.around(low, high);
    double margin = values.length() * MARGIN;
    // A curve of values that cannot be negative does not need space below zero.
    double below =
        low >= 0 ? Math.max(Math.min(0, low), values.low() - margin) : values.low() - margin;
    double above = values.high() + margin;
    // Nor does one of percentages above 100.
    return new ValueScale(
        new Span(below, high <= most && below < most ? Math.min(most, above) : above), false);
  }

  /** The position of a value; NaN for one that the axis does not have. */
  double position(double value) {
    if (!logarithmic) {
      return (value - span.low()) / span.length();
    }
    return value > 0
        ? Math.log(value / span.low()) / Math.log(span.high() / span.low())
        : Double.NaN;
  }
}
