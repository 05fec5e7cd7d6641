package org.kamcl.explorer.ui.map;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** Measures the width of texts and caches it, since measuring takes as long as drawing. */
final class TextMeasurer {
  private final Map<String, Double> widths = new HashMap<>();
  private final Text text = new Text();
  private Font font;

  /** The width in pixels; a change of the font clears the cache. */
  double width(String string, Font wanted) {
    if (!wanted.equals(font)) {
      font = wanted;
      widths.clear();
    }
    return widths.computeIfAbsent(string, this::measure);
  }

  private double measure(String string) {
    text.setFont(font);
    text.setText(string);
    return text.getLayoutBounds().getWidth();
  }
}
