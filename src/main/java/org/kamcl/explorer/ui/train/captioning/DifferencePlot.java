package org.kamcl.explorer.ui.train.captioning;

import javafx.scene.layout.Region;
import org.kamcl.engine.evaluation.BootstrapInterval;

/** A difference as a dot with its interval, on an axis that all rows share; a line marks 0. */
final class DifferencePlot extends Region {
  private final Region zero = new Region();
  private final Region bar = new Region();
  private final Region dot = new Region();
  private final double value;
  private final BootstrapInterval interval;
  private final double reach;

  /**
   * @param value the difference
   * @param interval includes it
   * @param reach of the axis: from {@code -reach} to {@code reach}; above 0
   */
  DifferencePlot(double value, BootstrapInterval interval, double reach) {
    this.value = value;
    this.interval = interval;
    this.reach = reach;
    getStyleClass().add("difference-plot");
    zero.getStyleClass().add("difference-zero");
    bar.getStyleClass().add("difference-bar");
    dot.getStyleClass().add("difference-dot");
    getChildren().addAll(zero, bar, dot);
  }

  private double x(double at) {
    return (at + reach) / (2 * reach) * getWidth();
  }

  @Override
  protected void layoutChildren() {
    double height = getHeight();
    double size = Math.rint(height / 3);
    zero.resizeRelocate(Math.rint(x(0)), 0, 1, height);
    bar.resizeRelocate(
        x(interval.low()), height / 2 - 1, x(interval.high()) - x(interval.low()), 2);
    dot.resizeRelocate(x(value) - size / 2, (height - size) / 2, size, size);
  }
}
