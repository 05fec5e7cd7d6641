package org.kamcl.explorer.ui.control;

import javafx.scene.shape.Circle;
import org.kamcl.explorer.ui.theme.ScoreColorScale;

/** The mark of a score: the dot on a card is the dot on the map. */
public final class ScoreDot extends Circle {
  private static final double RADIUS = 5;

  /** Without a colour yet. */
  public ScoreDot() {
    super(RADIUS);
    getStyleClass().add("score-dot");
  }

  /**
   * @param share of the archive that scores at least as high
   */
  public void show(double share) {
    setFill(ScoreColorScale.color(share));
  }
}
