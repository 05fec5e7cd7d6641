package org.kamcl.explorer.ui.control;

import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import org.kamcl.explorer.ui.theme.ScoreColorScale;

/**
 * A dot in the color of a score, the same as the marker on the map. It grows with the text size.
 */
public final class ScoreDot extends Region {
  private final Circle circle = new Circle();

  /** A dot without a color. */
  public ScoreDot() {
    getStyleClass().add("score-dot");
    circle.getStyleClass().add("score-dot-circle");
    circle.setManaged(false);
    getChildren().add(circle);
  }

  /**
   * Sets the color.
   *
   * @param falseMatchRate 0 to 1
   */
  public void show(double falseMatchRate) {
    circle.setFill(ScoreColorScale.color(falseMatchRate));
  }

  @Override
  protected void layoutChildren() {
    double side = Math.min(getWidth(), getHeight());
    circle.setCenterX(getWidth() / 2);
    circle.setCenterY(getHeight() / 2);
    // The line is half outside.
    circle.setRadius(Math.max(0, side / 2 - circle.getStrokeWidth() / 2));
  }
}
