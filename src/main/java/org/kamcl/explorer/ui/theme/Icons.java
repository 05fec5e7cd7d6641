package org.kamcl.explorer.ui.theme;

import atlantafx.base.theme.Styles;
import javafx.scene.control.Button;
import org.kordamp.ikonli.javafx.FontIcon;

/** Creates icons and icon buttons. */
public final class Icons {
  /** Size in buttons and fields, pixels. */
  public static final int SMALL = 16;

  /** Size on the rail, pixels. */
  public static final int LARGE = 20;

  static {
    FontFiles.useForIcons();
  }

  private Icons() {}

  /** An icon of 16 pixels. */
  public static FontIcon of(String code) {
    return of(code, SMALL);
  }

  /** An icon of a size in pixels at normal text size. */
  public static FontIcon of(String code, int size) {
    FontIcon icon = new FontIcon(code);
    icon.setIconSize(size);
    // ThemeStyles scales icons of this class with the text size.
    icon.getStyleClass().add("icon-" + size);
    return icon;
  }

  /**
   * A button with an icon only.
   *
   * @param text tooltip and accessible text: what the button does and its key
   */
  public static Button button(String code, String text, Runnable action) {
    Button button = new Button(null, of(code));
    button.getStyleClass().addAll(Styles.BUTTON_ICON, "icon-button");
    Tips.set(button, text);
    button.setAccessibleText(text);
    button.setOnAction(event -> action.run());
    return button;
  }
}
