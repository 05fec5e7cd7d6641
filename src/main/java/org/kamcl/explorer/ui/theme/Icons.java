package org.kamcl.explorer.ui.theme;

import atlantafx.base.theme.Styles;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** Icons and the buttons that are nothing but one. */
public final class Icons {
  /** In buttons and fields. */
  public static final int SMALL = 16;

  /** On the rail. */
  public static final int LARGE = 20;

  private Icons() {}

  /** An icon of 16 pixels. */
  public static FontIcon of(String code) {
    return of(code, SMALL);
  }

  /** An icon of another size. */
  public static FontIcon of(String code, int size) {
    FontIcon icon = new FontIcon(code);
    icon.setIconSize(size);
    // The dress makes icons of this class grow with the texts.
    icon.getStyleClass().add("icon-" + size);
    return icon;
  }

  /**
   * A button with an icon only.
   *
   * @param text what it does and its key; also read to who cannot see it
   */
  public static Button button(String code, String text, Runnable action) {
    Button button = new Button(null, of(code));
    button.getStyleClass().addAll(Styles.BUTTON_ICON, "icon-button");
    button.setTooltip(new Tooltip(text));
    button.setAccessibleText(text);
    button.setOnAction(event -> action.run());
    return button;
  }
}
