package org.kamcl.explorer.ui.concepts;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.kamcl.explorer.ui.theme.ScoreColorScale;

/** The colors of the plot from the style sheets, since pixels cannot be styled themselves. */
final class PlotPalette extends Region {
  private static final StyleablePropertyFactory<PlotPalette> FACTORY =
      new StyleablePropertyFactory<>(Region.getClassCssMetaData());

  /** Gray, and one color per group. */
  private static final int COLORS = 1 + PlotColoring.COLORS;

  /** Index of the color of selected outlines. */
  private static final int SELECTION = COLORS;

  private static final int SCALE_STEPS = 256;
  private static final List<CssMetaData<? extends Styleable, ?>> META = metaData();

  private final List<StyleableProperty<Color>> colors = new ArrayList<>();
  private final int[] scale = new int[SCALE_STEPS];

  /** Increases with each change of a color. */
  private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();

  /**
   * @param onChange is called after a style sheet changed a color
   */
  PlotPalette(Runnable onChange) {
    getStyleClass().add("plot-palette");
    setManaged(false);
    for (int i = 0; i <= SELECTION; i++) {
      int index = i;
      StyleableProperty<Color> color =
          FACTORY.createStyleableColorProperty(
              this, css(i), css(i), palette -> palette.property(index), Color.GRAY);
      ((ObservableValue<?>) color)
          .addListener(
              (property, before, now) -> {
                version.set(version.get() + 1);
                onChange.run();
              });
      colors.add(color);
    }
    for (int i = 0; i < SCALE_STEPS; i++) {
      scale[i] = rgb(ScoreColorScale.colorAt(i / (SCALE_STEPS - 1.0)));
    }
  }

  private static String css(int index) {
    return index == SELECTION ? "-kx-plot-selection" : "-kx-plot-" + index;
  }

  private StyleableProperty<Color> property(int index) {
    return colors.get(index);
  }

  private static List<CssMetaData<? extends Styleable, ?>> metaData() {
    for (int i = 0; i <= SELECTION; i++) {
      int index = i;
      FACTORY.createColorCssMetaData(css(i), palette -> palette.property(index), Color.GRAY);
    }
    return FACTORY.getCssMetaData();
  }

  private static int rgb(Color color) {
    return (int) Math.round(color.getRed() * 255) << 16
        | (int) Math.round(color.getGreen() * 255) << 8
        | (int) Math.round(color.getBlue() * 255);
  }

  /** A color: 0 is gray, others are those of groups from 1. */
  Color color(int number) {
    Color color = colors.get(number).getValue();
    return color == null ? Color.GRAY : color;
  }

  /** The color of outlines of selected points and of the lasso. */
  Color selection() {
    return color(SELECTION);
  }

  /** Changes with the colors. */
  ReadOnlyIntegerProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  /** Gray, 0xRRGGBB. */
  int gray() {
    return rgb(color(0));
  }

  /** The color of each point, 0xRRGGBB. */
  int[] colors(PlotColors meaning, int points) {
    int[] rgb = new int[points];
    int gray = gray();
    int[] groups = new int[COLORS];
    for (int g = 0; g < COLORS; g++) {
      groups[g] = rgb(color(g));
    }
    for (int i = 0; i < points; i++) {
      rgb[i] = gray;
      if (meaning.isScale()) {
        if (i < meaning.positions().length && !Float.isNaN(meaning.positions()[i])) {
          rgb[i] = scale[Math.round(meaning.positions()[i] * (SCALE_STEPS - 1))];
        }
      } else if (i < meaning.groups().length && meaning.groups()[i] >= 0) {
        rgb[i] = groups[1 + meaning.groups()[i]];
      }
    }
    return rgb;
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return META;
  }
}
