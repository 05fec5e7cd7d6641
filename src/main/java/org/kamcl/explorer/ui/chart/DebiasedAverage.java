package org.kamcl.explorer.ui.chart;

/**
 * Smooths a series by an exponential moving average without the bias toward zero of its start, as
 * TensorBoard does. With the weight {@code w}, 0 &lt;= w &lt; 1, and the finite values y1, y2, ...
 * in their order:
 *
 * <pre>
 * s0 = 0,  st = w s(t-1) + (1 - w) yt,  smoothed t = st / (1 - w^t)
 * </pre>
 *
 * <p>The first smoothed value is the first value; a constant series stays constant. Values that are
 * not finite are passed through and do not count.
 */
public final class DebiasedAverage {
  private final double weight;
  private double sum;
  private double missing = 1;

  /**
   * @param weight of the past, 0 (no smoothing) to less than 1
   * @throws IllegalArgumentException if it is outside of that range
   */
  public DebiasedAverage(double weight) {
    if (!(weight >= 0 && weight < 1)) {
      throw new IllegalArgumentException("The weight " + weight + " is not in [0, 1)");
    }
    this.weight = weight;
  }

  /** The smoothed value at the next value of the series. */
  public double next(double value) {
    if (!Double.isFinite(value)) {
      return value;
    }
    sum = weight * sum + (1 - weight) * value;
    missing *= weight;
    return sum / (1 - missing);
  }
}
