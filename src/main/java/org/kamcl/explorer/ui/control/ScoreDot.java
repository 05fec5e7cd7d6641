package org.kamcl.explorer.ui.control;

import javafx.scene.shape.Circle;
import org.kamcl.explorer.ui.theme.ScoreColorScale;

/** A dot in the color of a score, the same as the marker on the map. */
public final class ScoreDot extends Circle {
  private static final double RADIUS = 5;

  /** A dot without a color. */
  public ScoreDot() {
    super(RADIUS);
    getStyleClass().add("score-dot");
  }

  /**
   * Sets the color.
   *
   * @param falseMatchRate 0 to 1
   */
  public void show(double falseMatchRate) {
    setFill(ScoreColorScale.color(falseMatchRate));
  }
}
