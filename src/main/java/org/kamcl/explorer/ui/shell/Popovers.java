package org.kamcl.explorer.ui.shell;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.PopOver;
import org.kamcl.explorer.ui.control.PopOverFactory;
import org.kamcl.explorer.ui.theme.ThemeStyles;

/** Small panes that open over the window, one at a time. */
final class Popovers {
  private static final Duration FADE = Duration.millis(120);
  private static final double GAP = 8;

  /** Of the window's height; what is longer scrolls. */
  private static final double TALLEST = 0.8;

  private final ReadOnlyBooleanWrapper showing = new ReadOnlyBooleanWrapper();
  private PopOver open;
  private Node opener;
  private boolean still;

  /** Where a pane opens. */
  enum Side {
    /** Over a button of the bottom line, ending where the button ends. */
    ABOVE_RIGHT,
    /** Over a button of the bottom line, beginning where the button begins. */
    ABOVE_LEFT,
    /** Right of a button of the rail, ending where the button ends. */
    RIGHT
  }

  /** Whether panes appear at once instead of fading in. */
  void setReducedMotion(boolean at) {
    still = at;
  }

  /** Opens a pane; if it was open, closes it. */
  void toggle(Region content, Node button, Side side) {
    boolean same = open != null && open.isShowing() && opener == button;
    hide();
    if (!same) {
      show(content, button, side);
    }
  }

  private void show(Region content, Node button, Side side) {
    ScrollPane scroll = new Scroll(content);
    scroll.getStyleClass().add("popover-scroll");
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFitToWidth(true);
    scroll.setMaxHeight(button.getScene().getHeight() * TALLEST);
    PopOver popover = PopOverFactory.create(scroll);
    popover.setArrowLocation(
        switch (side) {
          case ABOVE_RIGHT -> PopOver.ArrowLocation.BOTTOM_RIGHT;
          case ABOVE_LEFT -> PopOver.ArrowLocation.BOTTOM_LEFT;
          case RIGHT -> PopOver.ArrowLocation.LEFT_BOTTOM;
        });
    popover.setAnimated(!still);
    popover.setFadeInDuration(FADE);
    popover.setFadeOutDuration(FADE);
    open = popover;
    opener = button;
    showing.bind(popover.showingProperty());
    popover.show(button);
    Bounds bounds = button.localToScreen(button.getLayoutBounds());
    Window window = button.getScene().getWindow();
    // Its nearest corner stays where it is when it grows or shrinks later.
    popover.setAnchorLocation(
        side == Side.ABOVE_RIGHT
            ? PopupWindow.AnchorLocation.CONTENT_BOTTOM_RIGHT
            : PopupWindow.AnchorLocation.CONTENT_BOTTOM_LEFT);
    switch (side) {
      case ABOVE_RIGHT -> anchor(popover, right(window) - GAP, bounds.getMinY() - GAP);
      case ABOVE_LEFT -> anchor(popover, bounds.getMinX() - GAP, bounds.getMinY() - GAP);
      case RIGHT -> anchor(popover, bounds.getMaxX() + GAP, bounds.getMaxY());
    }
  }

  /** As high as its content at its width: lines that wrap are not counted as one. */
  private static final class Scroll extends ScrollPane {
    private final Region content;

    Scroll(Region content) {
      super(content);
      this.content = content;
    }

    @Override
    protected double computePrefHeight(double width) {
      return snappedTopInset() + content.prefHeight(content.prefWidth(-1)) + snappedBottomInset();
    }
  }

  private static double right(Window window) {
    return window.getX() + window.getScene().getX() + window.getScene().getWidth();
  }

  private static void anchor(PopOver popover, double x, double y) {
    popover.setAnchorX(x);
    popover.setAnchorY(y);
  }

  /** Closes the open one; tells whether there was one. */
  boolean hide() {
    boolean any = open != null && open.isShowing();
    if (any) {
      open.hide(Duration.ZERO);
    }
    return any;
  }

  /** Whether one is open. */
  ReadOnlyBooleanProperty showingProperty() {
    return showing.getReadOnlyProperty();
  }

  /** The open one is a window of its own, and took its looks when it opened. */
  void applyTheme(ThemeStyles themeStyles) {
    if (open != null && open.isShowing()) {
      themeStyles.applyTo(open.getScene());
    }
  }
}
