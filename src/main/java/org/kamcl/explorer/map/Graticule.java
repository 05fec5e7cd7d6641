package org.kamcl.explorer.map;

/** The lines of equal longitude and latitude: as close as they can be told apart. */
public final class Graticule {
  /** Degrees between lines. */
  private static final double[] STEPS = {
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30
  };

  private static final double LEAST_PIXELS = 80;
  private static final double FULL_TURN = 360;

  private Graticule() {}

  /** Degrees between lines at a zoom, 0.001 to 30. */
  public static double step(double zoom) {
    double perDegree = Viewport.scale(zoom) / FULL_TURN;
    for (double step : STEPS) {
      if (step * perDegree >= LEAST_PIXELS) {
        return step;
      }
    }
    return STEPS[STEPS.length - 1];
  }

  /** Digits after the point that tell lines apart. */
  public static int digits(double step) {
    return step >= 1 ? 0 : (int) Math.ceil(-Math.log10(step) - 1e-9);
  }

  /** The lines between two values, as whole numbers of steps. */
  public static int[] lines(double from, double to, double step) {
    return new int[] {(int) Math.ceil(from / step - 1e-9), (int) Math.floor(to / step + 1e-9)};
  }
}
