package org.kamcl.explorer.map;

/** The grid of meridians and parallels, as dense as its labels can be read. */
public final class Graticule {
  /** Possible distances between lines, degrees. */
  private static final double[] STEPS = {
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30
  };

  private static final double MIN_PIXELS = 80;
  private static final double FULL_CIRCLE = 360;

  private Graticule() {}

  /** Distance between lines at a zoom level, 0.001 to 30 degrees. */
  public static double step(double zoom) {
    double perDegree = Viewport.scale(zoom) / FULL_CIRCLE;
    for (double step : STEPS) {
      if (step * perDegree >= MIN_PIXELS) {
        return step;
      }
    }
    return STEPS[STEPS.length - 1];
  }

  /** Number of decimal places that labels need at a step in degrees. */
  public static int digits(double step) {
    return step >= 1 ? 0 : (int) Math.ceil(-Math.log10(step) - 1e-9);
  }

  /**
   * The lines in a range of degrees.
   *
   * @return the first and the last line as multiples of the step; the first is larger if there is
   *     none
   */
  public static int[] lines(double from, double to, double step) {
    return new int[] {(int) Math.ceil(from / step - 1e-9), (int) Math.floor(to / step + 1e-9)};
  }
}
