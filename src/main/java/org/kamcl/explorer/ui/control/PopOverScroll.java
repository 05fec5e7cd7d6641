package org.kamcl.explorer.ui.control;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/** The content of a popover, which scrolls if it is higher than the space for it. */
public final class PopOverScroll extends ScrollPane {
  private final Region content;

  /**
   * @param width of the space, pixels
   * @param height of the space, pixels
   */
  public PopOverScroll(Region content, double width, double height) {
    super(content);
    this.content = content;
    getStyleClass().add("popover-scroll");
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFitToWidth(true);
    setMaxSize(width, height);
  }

  /** As high as the content at its width, so that wrapped lines are counted. */
  @Override
  protected double computePrefHeight(double width) {
    double wide = Math.min(contentWidth(), getMaxWidth());
    return snappedTopInset() + content.prefHeight(wide) + snappedBottomInset();
  }

  /** Not wider than the content may be; long texts are wrapped there. */
  @Override
  protected double computePrefWidth(double height) {
    double insets = snappedLeftInset() + snappedRightInset();
    return Math.min(super.computePrefWidth(height), insets + contentWidth());
  }

  private double contentWidth() {
    double wanted = content.prefWidth(-1);
    return content.getMaxWidth() > 0 ? Math.min(wanted, content.getMaxWidth()) : wanted;
  }
}
