package org.kamcl.explorer.ui.control;

import javafx.geometry.Bounds;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.controlsfx.control.PopOver;
import org.kamcl.explorer.ui.theme.Icons;

/** Popovers and menus that open under a control. */
public final class Menus {
  private static final double GAP = 4;

  /** Smallest height of a popover, pixels. */
  private static final double LEAST = 200;

  /** With less space below a node, a popover opens above it if there is more, pixels. */
  private static final double ENOUGH = 300;

  private Menus() {}

  /**
   * Opens a popover under a node, or above it at the end of the window; a click outside or Esc
   * closes it.
   *
   * @param side edge of the popover that is aligned with the node
   */
  public static PopOver showPopOver(Node owner, Region content, HPos side) {
    Bounds bounds = owner.localToScreen(owner.getLayoutBounds());
    // With large text, the content may be higher than the space below the node.
    double below = bottom(owner) - bounds.getMaxY() - 2 * GAP;
    double above = bounds.getMinY() - top(owner) - 2 * GAP;
    boolean up = below < ENOUGH && above > below;
    double space = up ? above : below;
    PopOver popover =
        PopOverFactory.create(new PopOverScroll(content, Double.MAX_VALUE, Math.max(LEAST, space)));
    popover.setArrowLocation(arrow(side == HPos.RIGHT, up));
    popover.setAnimated(false);
    popover.setFadeOutDuration(Duration.ZERO);
    // A filter: some controls consume Esc without using it.
    content.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            popover.hide();
            event.consume();
          }
        });
    popover.show(
        owner,
        side == HPos.RIGHT ? bounds.getMaxX() - GAP : bounds.getMinX() + GAP,
        up ? bounds.getMinY() - GAP : bounds.getMaxY() + GAP);
    return popover;
  }

  private static PopOver.ArrowLocation arrow(boolean right, boolean up) {
    if (up) {
      return right ? PopOver.ArrowLocation.BOTTOM_RIGHT : PopOver.ArrowLocation.BOTTOM_LEFT;
    }
    return right ? PopOver.ArrowLocation.TOP_RIGHT : PopOver.ArrowLocation.TOP_LEFT;
  }

  /** The upper edge of the window of a node, in pixels of the screen. */
  private static double top(Node node) {
    Scene scene = node.getScene();
    return scene.getWindow().getY() + scene.getY();
  }

  /** The lower edge of the window of a node, in pixels of the screen. */
  private static double bottom(Node node) {
    Scene scene = node.getScene();
    return scene.getWindow().getY() + scene.getY() + scene.getHeight();
  }

  /** Creates a menu item. */
  public static MenuItem item(String icon, String text, Runnable action) {
    MenuItem item = new MenuItem(text, Icons.of(icon));
    item.setOnAction(event -> action.run());
    return item;
  }

  /** Opens a menu under a node. */
  public static void showMenu(Node owner, MenuItem... items) {
    ContextMenu menu = new ContextMenu(items);
    Bounds bounds = owner.localToScreen(owner.getLayoutBounds());
    menu.show(owner, bounds.getMinX(), bounds.getMaxY() + GAP);
  }
}
