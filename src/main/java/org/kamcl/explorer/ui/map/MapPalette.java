package org.kamcl.explorer.ui.map;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/** The colours of the map, from the style sheets; a canvas cannot look them up itself. */
class MapPalette extends Region {
  private static final StyleablePropertyFactory<MapPalette> FACTORY =
      new StyleablePropertyFactory<>(Region.getClassCssMetaData());
  private static final List<CssMetaData<? extends Styleable, ?>> META = metaData();

  /** A colour of the map and its name in the style sheets. */
  enum Tone {
    LAND("-kx-land"),
    SEA("-kx-sea"),
    GRATICULE("-kx-graticule"),
    BORDER("-kx-frontier"),
    COAST("-kx-coast"),
    LABEL("-kx-label"),
    FOOTPRINT("-kx-footprint"),
    MARK_LINE("-kx-mark-ring"),
    SELECTION("-kx-selection"),
    PANE("-kx-ground"),
    TEXT("-kx-number"),
    SHADE("-kx-rank-shade"),
    ON_SHADE("-kx-rank-text"),
    ON_PICTURE("-kx-on-picture"),
    PICTURE_HALO("-kx-picture-halo");

    private final String css;

    Tone(String css) {
      this.css = css;
    }
  }

  private final Map<Tone, StyleableProperty<Color>> colours = new EnumMap<>(Tone.class);

  /**
   * @param changed is called after the style sheets gave other colours
   */
  MapPalette(Runnable changed) {
    getStyleClass().add("map-palette");
    setManaged(false);
    for (Tone tone : Tone.values()) {
      StyleableProperty<Color> colour =
          FACTORY.createStyleableColorProperty(
              this, tone.css, tone.css, p -> p.property(tone), Color.TRANSPARENT);
      ((ObservableValue<?>) colour).addListener((property, before, now) -> changed.run());
      colours.put(tone, colour);
    }
  }

  private StyleableProperty<Color> property(Tone tone) {
    return colours.get(tone);
  }

  private static List<CssMetaData<? extends Styleable, ?>> metaData() {
    for (Tone tone : Tone.values()) {
      FACTORY.createColorCssMetaData(tone.css, p -> p.property(tone), Color.TRANSPARENT);
    }
    return FACTORY.getCssMetaData();
  }

  /** Whether the style sheets have given colours; before, all of them are transparent. */
  boolean styled() {
    return of(Tone.SEA).isOpaque();
  }

  Color of(Tone tone) {
    Color colour = property(tone).getValue();
    return colour == null ? Color.TRANSPARENT : colour;
  }

  /** A colour as 0xFFRRGGBB, for pixels that are painted elsewhere. */
  int argb(Tone tone) {
    Color colour = of(tone);
    return 0xFF000000
        | (int) Math.round(colour.getRed() * 255) << 16
        | (int) Math.round(colour.getGreen() * 255) << 8
        | (int) Math.round(colour.getBlue() * 255);
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return META;
  }
}
