package org.kamcl.explorer.ui.evaluate;

import javafx.scene.layout.Region;
import org.kamcl.engine.evaluation.BootstrapInterval;

/** A percentage as a bar with its interval. */
final class CategoryBar extends Region {
  private static final double ALL = 100;

  private final double percent;
  private final BootstrapInterval interval;
  private final Region fill = new Region();
  private final Region line = new Region();

  CategoryBar(double percent, BootstrapInterval interval) {
    this.percent = percent;
    this.interval = interval;
    getStyleClass().add("category-bar");
    fill.getStyleClass().add("category-fill");
    line.getStyleClass().add("category-interval");
    getChildren().addAll(fill, line);
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth() / ALL;
    fill.resizeRelocate(0, 0, percent * width, getHeight());
    double from = interval.low() * width;
    double length = Math.max(1, (interval.high() - interval.low()) * width);
    line.resizeRelocate(from, Math.floor(getHeight() / 2) - 1, length, 2);
  }
}
