package org.kamcl.explorer.ui.control;

import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.scene.layout.Region;
import javafx.scene.paint.Paint;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.controlsfx.control.PopOver;
import org.kamcl.explorer.ui.theme.Theme;

/** Creates popovers without an arrow in the style of the window. */
public final class PopOverFactory {
  private static final double CORNER = 6;

  private PopOverFactory() {}

  /** Creates a closed popover. */
  public static PopOver create(Region content) {
    PopOver popover = new PopOver(content);
    popover.getRoot().getStylesheets().add(Theme.popoverSheet());
    FocusRing.install(popover.getScene());
    popover.setArrowSize(0);
    popover.setArrowIndent(0);
    popover.setDetachable(false);
    popover.setHeaderAlwaysVisible(false);
    if (Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW)) {
      popover.setCornerRadius(CORNER);
    } else {
      // Without transparent windows (remote desktops), a shadow would have a white frame.
      popover.getRoot().getStylesheets().add(Theme.opaquePopoverSheet());
      popover.setCornerRadius(0);
      // The popover does not cover the last pixel of its window, which would be white.
      popover
          .ownerWindowProperty()
          .addListener(
              (property, before, owner) -> {
                if (owner != null && owner.getScene() != null) {
                  popover.getScene().setFill(backdrop(owner));
                }
              });
    }
    return popover;
  }

  /** The background of the window in which a popover opens, which has the color of the theme. */
  private static Paint backdrop(Window owner) {
    Window window = owner;
    while (window instanceof PopupWindow popup && popup.getOwnerWindow() != null) {
      window = popup.getOwnerWindow();
    }
    return window.getScene().getFill();
  }
}
