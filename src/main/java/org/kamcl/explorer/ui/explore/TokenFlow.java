package org.kamcl.explorer.ui.explore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * Lays out tokens in rows with the text field in the rest of the last row. Two rows are visible;
 * more are scrolled by whole rows.
 */
final class TokenFlow extends Region {
  /** Smallest width of the text field in pixels. */
  static final double LEAST_FIELD = 140;

  private static final double GAP = 6;
  private static final double ROW_GAP = 4;
  private static final int ROWS = 2;

  private final Node field;
  private final Rectangle clip = new Rectangle();
  private final ReadOnlyIntegerWrapper before = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper after = new ReadOnlyIntegerWrapper();

  /** Widths that decide where rows break while a token is adjusted; empty otherwise. */
  private final Map<Node, Double> held = new HashMap<>();

  /** Number of hidden rows above the visible ones. */
  private int first;

  private int rows;

  TokenFlow(Node field) {
    this.field = field;
    getStyleClass().add("token-flow");
    setClip(clip);
    getChildren().add(field);
    addEventHandler(
        ScrollEvent.SCROLL,
        event -> {
          if (rows > ROWS && event.getDeltaY() != 0) {
            scrollRows(event.getDeltaY() > 0 ? -1 : 1);
            event.consume();
          }
        });
  }

  /**
   * Shows tokens. Those that are shown already stay, and keep the focus.
   *
   * @param toField whether to scroll to the text field
   */
  void show(List<? extends Node> tokens, boolean toField) {
    getChildren().removeIf(node -> node != field && !tokens.contains(node));
    for (int i = 0; i < tokens.size(); i++) {
      if (getChildren().get(i) != tokens.get(i)) {
        getChildren().add(i, tokens.get(i));
      }
    }
    held.keySet().retainAll(tokens);
    if (toField) {
      first = Integer.MAX_VALUE;
    }
    requestLayout();
  }

  /**
   * Keeps each token in its row although its width changes, so that it stays under the pointer.
   *
   * @see #release
   */
  void hold() {
    if (held.isEmpty()) {
      getManagedChildren().forEach(node -> held.put(node, width(node, getWidth())));
    }
  }

  /** Lets rows break again where the widths require it. */
  void release() {
    if (!held.isEmpty()) {
      held.clear();
      requestLayout();
    }
  }

  /** Scrolls by a number of rows. */
  void scrollRows(int count) {
    first = limited(limited(first) + count);
    requestLayout();
  }

  private int limited(int row) {
    return Math.max(0, Math.min(row, rows - ROWS));
  }

  /** Scrolls to a token, or to the text field. */
  void reveal(Node node) {
    first = limited(first);
    int row = first + (int) Math.floor(node.getLayoutY() / (rowHeight() + ROW_GAP));
    first = limited(Math.max(Math.min(first, row), row - ROWS + 1));
    requestLayout();
  }

  /** Scrolls to the text field. */
  void revealField() {
    first = Integer.MAX_VALUE;
    requestLayout();
  }

  /** Number of tokens in rows above the visible ones. */
  ReadOnlyIntegerProperty hiddenBeforeProperty() {
    return before.getReadOnlyProperty();
  }

  /** Number of tokens in rows below the visible ones. */
  ReadOnlyIntegerProperty hiddenAfterProperty() {
    return after.getReadOnlyProperty();
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private double rowHeight() {
    double most = 0;
    for (Node node : getManagedChildren()) {
      most = Math.max(most, node.prefHeight(-1));
    }
    return Math.ceil(most);
  }

  private double width(Node node, double available) {
    double least = node == field ? LEAST_FIELD : 0;
    return Math.min(Math.max(least, Math.ceil(node.prefWidth(-1))), Math.max(least, available));
  }

  /**
   * Lays out the tokens, or only measures them if {@code place} is false.
   *
   * @return the number of rows
   */
  private int rows(double width, boolean place) {
    double row = rowHeight();
    double x = 0;
    double breakX = 0;
    int count = 1;
    for (Node node : getManagedChildren()) {
      boolean last = node == field;
      double own = width(node, width);
      double counted = held.getOrDefault(node, own);
      if (breakX > 0 && breakX + counted > width) {
        x = 0;
        breakX = 0;
        count++;
      }
      if (place) {
        double tall = node.prefHeight(-1);
        double y = (count - 1 - first) * (row + ROW_GAP) + Math.floor((row - tall) / 2);
        node.resizeRelocate(x, y, last ? Math.max(own, width - x) : own, tall);
      }
      x += own + GAP;
      breakX += counted + GAP;
    }
    return count;
  }

  @Override
  protected double computePrefWidth(double available) {
    return LEAST_FIELD;
  }

  @Override
  protected double computeMinWidth(double available) {
    return LEAST_FIELD;
  }

  @Override
  protected double computePrefHeight(double width) {
    int visible = width <= 0 ? 1 : Math.min(ROWS, rows(width, false));
    return visible * rowHeight() + (visible - 1) * ROW_GAP;
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    clip.setWidth(getWidth());
    clip.setHeight(getHeight());
    rows = rows(getWidth(), false);
    first = limited(first);
    rows(getWidth(), true);
    int above = 0;
    int below = 0;
    for (Node node : getManagedChildren()) {
      double middle = node.getLayoutY() + node.getLayoutBounds().getHeight() / 2;
      above += node != field && middle < 0 ? 1 : 0;
      below += node != field && middle > getHeight() ? 1 : 0;
    }
    int hiddenAbove = above;
    int hiddenBelow = below;
    if (hiddenAbove != before.get() || hiddenBelow != after.get()) {
      // Not during layout, which the marks would change.
      Platform.runLater(
          () -> {
            before.set(hiddenAbove);
            after.set(hiddenBelow);
          });
    }
  }
}
