package org.kamcl.explorer.ui.theme;

import java.util.Optional;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;

/**
 * Tooltips that are created when the pointer first enters their control. A tooltip is a window with
 * a scene: those of all buttons took a tenth of the start.
 */
public final class Tips {
  private static final Object KEY = Tips.class;

  private Tips() {}

  /** Sets the text of the tooltip, which screen readers read as well. */
  public static void set(Control control, String text) {
    control.setAccessibleHelp(text);
    boolean first = control.getProperties().put(KEY, text) == null;
    if (control.getTooltip() != null) {
      control.getTooltip().setText(text);
    } else if (first) {
      // Before the tooltip would begin to wait: the pointer moves after it has entered.
      control.addEventFilter(MouseEvent.MOUSE_ENTERED, event -> create(control));
    }
  }

  private static void create(Control control) {
    if (control.getTooltip() == null) {
      text(control)
          .filter(text -> !text.isBlank())
          .map(Tooltip::new)
          .ifPresent(control::setTooltip);
    }
  }

  /** The text of the tooltip, whether it was created or not; empty without one. */
  public static Optional<String> text(Control control) {
    if (control.getTooltip() != null) {
      return Optional.ofNullable(control.getTooltip().getText());
    }
    // A control without properties has no map either.
    return control.hasProperties()
        ? Optional.ofNullable((String) control.getProperties().get(KEY))
        : Optional.empty();
  }
}
