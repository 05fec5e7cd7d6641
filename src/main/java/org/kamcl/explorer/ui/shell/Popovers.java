package org.kamcl.explorer.ui.shell;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.PopOver;
import org.kamcl.explorer.ui.control.PopOverFactory;
import org.kamcl.explorer.ui.control.PopOverScroll;
import org.kamcl.explorer.ui.theme.ThemeStyles;

/** Popovers of the window; one is open at a time. */
final class Popovers {
  private static final Duration FADE = Duration.millis(120);
  private static final double GAP = 8;

  /** Maximum height as a fraction of the window's height; longer content scrolls. */
  private static final double TALLEST = 0.8;

  private final ReadOnlyBooleanWrapper showing = new ReadOnlyBooleanWrapper();
  private PopOver open;
  private Node opener;
  private boolean still;

  /** Where a popover opens. */
  enum Side {
    /** Above a button of the status bar, right-aligned with it. */
    ABOVE_RIGHT,
    /** Above a button of the status bar, left-aligned with it. */
    ABOVE_LEFT,
    /** To the right of a button of the rail, bottom-aligned with it. */
    RIGHT
  }

  /** Whether popovers appear without fading in. */
  void setReducedMotion(boolean at) {
    still = at;
  }

  /** Opens a popover, or closes it if it is open. */
  void toggle(Region content, Node button, Side side) {
    boolean same = open != null && open.isShowing() && opener == button;
    hide();
    if (!same) {
      show(content, button, side);
    }
  }

  /** Content that is laid out differently in a narrow window. */
  interface FitsWidth {
    /**
     * @param width available width in pixels
     */
    void fitTo(double width);
  }

  /** Width between the edge of the window at which a popover opens and the opposite edge. */
  private static double availableWidth(Node button, Side side) {
    Bounds bounds = button.localToScene(button.getLayoutBounds());
    double width = button.getScene().getWidth();
    double free =
        switch (side) {
          case ABOVE_RIGHT -> width;
          case ABOVE_LEFT -> width - bounds.getMinX() + GAP;
          case RIGHT -> width - bounds.getMaxX();
        };
    return free - 2 * GAP;
  }

  private void show(Region content, Node button, Side side) {
    double available = availableWidth(button, side);
    if (content instanceof FitsWidth narrow) {
      narrow.fitTo(available);
    }
    Region scroll = new PopOverScroll(content, available, button.getScene().getHeight() * TALLEST);
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
    // The corner nearest to the button stays in place when the content grows or shrinks.
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

  private static double right(Window window) {
    return window.getX() + window.getScene().getX() + window.getScene().getWidth();
  }

  private static void anchor(PopOver popover, double x, double y) {
    popover.setAnchorX(x);
    popover.setAnchorY(y);
  }

  /**
   * Closes the open popover.
   *
   * @return whether one was open
   */
  boolean hide() {
    boolean any = open != null && open.isShowing();
    if (any) {
      open.hide(Duration.ZERO);
    }
    return any;
  }

  /** Whether a popover is open. */
  ReadOnlyBooleanProperty showingProperty() {
    return showing.getReadOnlyProperty();
  }

  /** Applies the theme to the open popover, which is a window of its own. */
  void applyTheme(ThemeStyles themeStyles) {
    if (open != null && open.isShowing()) {
      themeStyles.applyTo(open.getScene());
    }
  }
}
