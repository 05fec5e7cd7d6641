package org.kamcl.explorer.ui.control;

import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.scene.layout.Region;
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
    }
    return popover;
  }
}
