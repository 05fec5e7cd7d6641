package org.kamcl.explorer.ui.explore;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * Lays out tokens in rows with the text field in the rest of the last row. Two rows are visible;
 * more are scrolled.
 */
final class TokenFlow extends Region {
  private static final double GAP = 6;
  private static final double ROW_GAP = 4;
  private static final double LEAST_FIELD = 140;
  private static final int ROWS = 2;

  private final Node field;
  private final Rectangle clip = new Rectangle();
  private double scroll;
  private double height;

  TokenFlow(Node field) {
    this.field = field;
    getStyleClass().add("token-flow");
    setClip(clip);
    getChildren().add(field);
    addEventHandler(
        ScrollEvent.SCROLL,
        event -> {
          if (height > getHeight()) {
            scroll -= event.getDeltaY();
            requestLayout();
            event.consume();
          }
        });
  }

  void show(List<? extends Node> tokens) {
    getChildren().setAll(tokens);
    getChildren().add(field);
    // Scroll to the text field.
    scroll = Double.MAX_VALUE;
    requestLayout();
  }

  /** Scrolls to a token. */
  void reveal(Node token) {
    double top = token.getLayoutY() + scroll;
    if (token.getLayoutY() < 0) {
      scroll = top;
    } else if (token.getLayoutY() + token.getLayoutBounds().getHeight() > getHeight()) {
      scroll = top + token.getLayoutBounds().getHeight() - getHeight();
    }
    requestLayout();
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

  /**
   * Lays out the tokens, or only measures them if {@code place} is false.
   *
   * @return the number of rows
   */
  private int rows(double width, boolean place) {
    double row = rowHeight();
    double x = 0;
    int rows = 1;
    for (Node node : getManagedChildren()) {
      boolean last = node == field;
      double own = last ? LEAST_FIELD : Math.min(Math.ceil(node.prefWidth(-1)), width);
      if (x > 0 && x + own > width) {
        x = 0;
        rows++;
      }
      if (place) {
        double tall = node.prefHeight(-1);
        double y = (rows - 1) * (row + ROW_GAP) - scroll + Math.floor((row - tall) / 2);
        node.resizeRelocate(x, y, last ? Math.max(own, width - x) : own, tall);
      }
      x += own + GAP;
    }
    return rows;
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
    int rows = width <= 0 ? 1 : Math.min(ROWS, rows(width, false));
    return rows * rowHeight() + (rows - 1) * ROW_GAP;
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    clip.setWidth(getWidth());
    clip.setHeight(getHeight());
    int rows = rows(getWidth(), false);
    height = rows * rowHeight() + (rows - 1) * ROW_GAP;
    scroll = Math.max(0, Math.min(scroll, height - getHeight()));
    rows(getWidth(), true);
  }
}
