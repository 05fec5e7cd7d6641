package org.kamcl.explorer.ui.control;

import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.scene.layout.Region;
import org.controlsfx.control.PopOver;
import org.kamcl.explorer.ui.theme.Theme;

/** Panes that open over the window: without an arrow, in the window's look. */
public final class PopOverFactory {
  private static final double CORNER = 6;

  private PopOverFactory() {}

  /** One with some content, closed. */
  public static PopOver create(Region content) {
    PopOver popover = new PopOver(content);
    popover.getRoot().getStylesheets().add(Theme.popoverSheet());
    popover.setArrowSize(0);
    popover.setArrowIndent(0);
    popover.setDetachable(false);
    popover.setHeaderAlwaysVisible(false);
    if (Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW)) {
      popover.setCornerRadius(CORNER);
    } else {
      // Where windows cannot be seen through (remote desktops), a shadow lies on a white frame.
      popover.getRoot().getStylesheets().add(Theme.opaquePopoverSheet());
      popover.setCornerRadius(0);
    }
    return popover;
  }
}
