package org.kamcl.explorer.ui.reasons;

import java.util.Arrays;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;

/**
 * The weight of each rank as a curve, the largest value's rank on the left. The area below the
 * heaviest ranks is filled.
 */
final class RankCurve extends Region {
  private static final double HEIGHT = 2.6;

  private final double[] weights;
  private final double threshold;
  private final Polyline curve = new Polyline();
  private final Polygon heavy = new Polygon();
  private final Line base = new Line();

  /**
   * @param weights of the ranks
   * @param heaviest how many ranks are filled
   */
  RankCurve(double[] weights, int heaviest) {
    this.weights = weights;
    double[] sorted = weights.clone();
    Arrays.sort(sorted);
    this.threshold = sorted[Math.max(0, sorted.length - heaviest)];
    getStyleClass().add("rank-curve");
    curve.getStyleClass().add("rank-line");
    heavy.getStyleClass().add("rank-heavy");
    base.getStyleClass().add("rank-base");
    getChildren().setAll(heavy, base, curve);
    setMinWidth(0);
  }

  @Override
  protected double computePrefHeight(double width) {
    return snappedTopInset() + snappedBottomInset() + HEIGHT * 13;
  }

  @Override
  protected double computePrefWidth(double height) {
    return 120;
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight();
    double most = Math.max(0, Arrays.stream(weights).max().orElse(0));
    double least = Math.min(0, Arrays.stream(weights).min().orElse(0));
    double range = most - least;
    curve.getPoints().clear();
    heavy.getPoints().clear();
    if (range <= 0 || width <= 0) {
      return;
    }
    double zero = height - 1 - (height - 2) * -least / range;
    base.setStartX(0);
    base.setEndX(width);
    base.setStartY(zero);
    base.setEndY(zero);
    int columns = (int) Math.max(2, Math.min(weights.length, Math.floor(width)));
    heavy.getPoints().addAll(0.0, zero);
    double lastX = 0;
    for (int c = 0; c < columns; c++) {
      int from = (int) ((long) c * weights.length / columns);
      int to = Math.max(from + 1, (int) ((long) (c + 1) * weights.length / columns));
      double weight = Arrays.stream(weights, from, to).average().orElse(0);
      double x = width * c / (columns - 1);
      double y = zero - (height - 2) * weight / range;
      curve.getPoints().addAll(x, y);
      boolean filled = weight >= threshold;
      heavy.getPoints().addAll(x, filled ? y : zero);
      lastX = x;
    }
    heavy.getPoints().addAll(lastX, zero);
  }
}
