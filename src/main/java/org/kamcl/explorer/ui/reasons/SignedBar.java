package org.kamcl.explorer.ui.reasons;

import javafx.css.PseudoClass;
import javafx.scene.layout.Region;

/** A bar from a zero line that is at the same place in all rows: to the left if it is negative. */
final class SignedBar extends Region {
  private static final PseudoClass LOWERS = PseudoClass.getPseudoClass("lowers");

  private final Region fill = new Region();
  private final Region zero = new Region();
  private double value;
  private double low;
  private double high;

  SignedBar() {
    fill.getStyleClass().add("word-bar");
    zero.getStyleClass().add("word-zero");
    getChildren().setAll(fill, zero);
    setMinWidth(0);
  }

  /**
   * Shows a value.
   *
   * @param lowest of all rows, at most 0
   * @param highest of all rows, at least 0
   */
  void show(double now, double lowest, double highest) {
    value = now;
    low = lowest;
    high = highest;
    fill.pseudoClassStateChanged(LOWERS, now < 0);
    requestLayout();
  }

  @Override
  protected double computePrefHeight(double width) {
    return fill.prefHeight(-1);
  }

  @Override
  protected void layoutChildren() {
    double span = high - low;
    double origin = span <= 0 ? 0 : Math.rint(getWidth() * -low / span);
    double length = span <= 0 ? 0 : getWidth() * Math.abs(value) / span;
    double height = fill.prefHeight(-1);
    double y = Math.rint((getHeight() - height) / 2);
    fill.setVisible(value != 0);
    fill.resizeRelocate(value < 0 ? origin - length : origin, y, Math.max(1, length), height);
    zero.setVisible(low < 0);
    zero.resizeRelocate(origin, 0, 1, getHeight());
  }
}
