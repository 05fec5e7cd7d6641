package org.kamcl.explorer.ui.explore;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * Shortens the prompt of a text field with an ellipsis to the width of the field. The tooltip of
 * the field shows a shortened prompt in full.
 */
final class PromptEllipsis {
  private static final String ELLIPSIS = "…";

  private final TextField field;
  private final ObservableValue<String> prompt;
  private final Tooltip full = new Tooltip();

  private PromptEllipsis(TextField field, ObservableValue<String> prompt) {
    this.field = field;
    this.prompt = prompt;
    full.setWrapText(true);
    prompt.addListener((property, before, now) -> update());
    field.widthProperty().addListener((property, before, now) -> update());
    field.fontProperty().addListener((property, before, now) -> update());
    update();
  }

  /** Shows a prompt in a field. */
  static void install(TextField field, ObservableValue<String> prompt) {
    new PromptEllipsis(field, prompt);
  }

  private void update() {
    String whole = prompt.getValue();
    double width = field.getWidth() - field.getInsets().getLeft() - field.getInsets().getRight();
    // Before the first layout, the width is unknown.
    String shown = field.getWidth() > 0 ? fit(whole, width, field.getFont()) : whole;
    field.setPromptText(shown);
    full.setText(whole);
    field.setTooltip(shown.equals(whole) ? null : full);
  }

  /**
   * The longest start of a text that fits a width in pixels, with an ellipsis if it is shortened.
   */
  static String fit(String text, double width, Font font) {
    if (width(text, font) <= width) {
      return text;
    }
    int fits = 0;
    int tooLong = text.length();
    while (tooLong - fits > 1) {
      int middle = (fits + tooLong) / 2;
      if (width(text.substring(0, middle).strip() + ELLIPSIS, font) <= width) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    return text.substring(0, fits).strip() + ELLIPSIS;
  }

  private static double width(String string, Font font) {
    Text text = new Text(string);
    text.setFont(font);
    return text.getLayoutBounds().getWidth();
  }
}
