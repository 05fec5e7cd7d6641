package org.kamcl.explorer.ui.theme;

import java.util.List;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;

/**
 * The colours of scores, the same in both themes: lightness rises evenly, also for colour-blind
 * eyes. The one place with colours that are no tokens, as these carry data.
 */
public final class ScoreColorScale {
  /** Plasma of matplotlib (CC0), nine of its colours. */
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

  private static final double WEAK = 0.1;
  private static final double STRONG = 0.0001;

  private ScoreColorScale() {}

  /** Where a share of the archive stands, from 0 (top 10 % or worse) to 1 (top 0.01 %). */
  public static double position(double share) {
    double span = Math.log10(WEAK) - Math.log10(STRONG);
    double at = (Math.log10(WEAK) - Math.log10(Math.max(share, 1e-12))) / span;
    return Math.max(0, Math.min(1, at));
  }

  /** The colour of a share of the archive. */
  public static Color color(double share) {
    return colorAt(position(share));
  }

  /** The colour at a position from 0 to 1. */
  public static Color colorAt(double position) {
    double at = position * (PLASMA.size() - 1);
    int below = Math.min((int) at, PLASMA.size() - 2);
    return PLASMA.get(below).interpolate(PLASMA.get(below + 1), at - below);
  }

  /** All of it, from left to right. */
  public static LinearGradient gradient() {
    Stop[] stops = new Stop[PLASMA.size()];
    for (int i = 0; i < stops.length; i++) {
      stops[i] = new Stop((double) i / (stops.length - 1), PLASMA.get(i));
    }
    return new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops);
  }
}
