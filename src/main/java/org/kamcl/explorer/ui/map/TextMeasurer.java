package org.kamcl.explorer.ui.map;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** How long words are: measured once each, as measuring takes as long as drawing. */
final class TextMeasurer {
  private final Map<String, Double> widths = new HashMap<>();
  private final Text text = new Text();
  private Font font;

  double width(String word, Font wanted) {
    if (!wanted.equals(font)) {
      font = wanted;
      widths.clear();
    }
    return widths.computeIfAbsent(word, this::measure);
  }

  private double measure(String word) {
    text.setFont(font);
    text.setText(word);
    return text.getLayoutBounds().getWidth();
  }
}
