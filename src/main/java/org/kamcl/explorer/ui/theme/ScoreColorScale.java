package org.kamcl.explorer.ui.theme;

import java.util.List;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;

/**
 * The color scale of scores, perceptually uniform and readable for color-blind users. It is the
 * same in both themes and not part of the style sheets, since its colors represent data.
 */
public final class ScoreColorScale {
  /** Nine colors of the plasma color map of Matplotlib (CC0). */
  private static final List<Color> PLASMA =
      List.of(
          Color.web("0D0887"),
          Color.web("4C02A1"),
          Color.web("7E03A8"),
          Color.web("AA2395"),
          Color.web("CC4778"),
          Color.web("E66C5C"),
          Color.web("F89540"),
          Color.web("FDC527"),
          Color.web("F0F921"));

  /** False match rate at position 0. */
  private static final double WEAK = 0.1;

  /** False match rate at position 1. */
  private static final double STRONG = 0.0001;

  private ScoreColorScale() {}

  /**
   * Position of a false match rate, from 0 (10% or more, or unknown) to 1 (0.01% or less),
   * logarithmic.
   */
  public static double position(double falseMatchRate) {
    if (Double.isNaN(falseMatchRate)) {
      return 0;
    }
    double span = Math.log10(WEAK) - Math.log10(STRONG);
    double at = (Math.log10(WEAK) - Math.log10(Math.max(falseMatchRate, 1e-12))) / span;
    return Math.max(0, Math.min(1, at));
  }

  /** The color of a false match rate, 0 to 1. */
  public static Color color(double falseMatchRate) {
    return colorAt(position(falseMatchRate));
  }

  /** The color at a position, 0 to 1. */
  public static Color colorAt(double position) {
    double at = position * (PLASMA.size() - 1);
    int below = Math.min((int) at, PLASMA.size() - 2);
    return PLASMA.get(below).interpolate(PLASMA.get(below + 1), at - below);
  }

  /** The whole scale from left to right. */
  public static LinearGradient gradient() {
    Stop[] stops = new Stop[PLASMA.size()];
    for (int i = 0; i < stops.length; i++) {
      stops[i] = new Stop((double) i / (stops.length - 1), PLASMA.get(i));
    }
    return new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops);
  }
}
