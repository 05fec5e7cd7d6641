package org.kamcl.explorer.ui.chart;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/** The colors of a chart from the style sheets, since a canvas cannot be styled itself. */
final class ChartPalette extends Region {
  /** Number of colors of curves. */
  static final int CATEGORIES = 8;

  private static final List<String> NAMES =
      List.of("text", "muted", "grid", "mark", "danger", "selection", "ground");
  private static final StyleablePropertyFactory<ChartPalette> FACTORY =
      new StyleablePropertyFactory<>(Region.getClassCssMetaData());
  private static final List<CssMetaData<? extends Styleable, ?>> META = metaData();

  private final List<StyleableProperty<Color>> colors = new ArrayList<>();

  /**
   * @param onChange is called after a style sheet changed a color
   */
  ChartPalette(Runnable onChange) {
    getStyleClass().add("chart-palette");
    setManaged(false);
    for (int i = 0; i < CATEGORIES + NAMES.size(); i++) {
      int index = i;
      StyleableProperty<Color> color =
          FACTORY.createStyleableColorProperty(
              this, css(i), css(i), palette -> palette.colors.get(index), Color.GRAY);
      ((ObservableValue<?>) color).addListener((property, before, now) -> onChange.run());
      colors.add(color);
    }
  }

  private static String css(int index) {
    return "-kx-chart-"
        + (index < CATEGORIES ? String.valueOf(index + 1) : NAMES.get(index - CATEGORIES));
  }

  private static List<CssMetaData<? extends Styleable, ?>> metaData() {
    for (int i = 0; i < CATEGORIES + NAMES.size(); i++) {
      int index = i;
      FACTORY.createColorCssMetaData(css(i), palette -> palette.colors.get(index), Color.GRAY);
    }
    return FACTORY.getCssMetaData();
  }

  /** A color of curves, 1 to {@value #CATEGORIES}. */
  Color category(int number) {
    return color(number - 1);
  }

  /** One of text, muted, grid, mark, danger, selection, ground. */
  Color named(String name) {
    return color(CATEGORIES + NAMES.indexOf(name));
  }

  private Color color(int index) {
    Color color = colors.get(index).getValue();
    return color == null ? Color.GRAY : color;
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return META;
  }
}
