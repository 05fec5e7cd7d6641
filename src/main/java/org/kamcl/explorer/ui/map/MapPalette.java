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
  enum MapColor {
    LAND("-kx-land"),
    SEA("-kx-sea"),
    GRATICULE("-kx-graticule"),
    BORDER("-kx-frontier"),
    COAST("-kx-coast"),
    LABEL("-kx-label"),
    FOOTPRINT("-kx-footprint"),
    MARKER_LINE("-kx-mark-ring"),
    SELECTION("-kx-selection"),
    PANE("-kx-ground"),
    TEXT("-kx-number"),
    BADGE("-kx-rank-shade"),
    BADGE_TEXT("-kx-rank-text"),
    ON_IMAGERY("-kx-on-picture"),
    IMAGERY_HALO("-kx-picture-halo");

    private final String css;

    MapColor(String css) {
      this.css = css;
    }
  }

  private final Map<MapColor, StyleableProperty<Color>> colours = new EnumMap<>(MapColor.class);

  /**
   * @param changed is called after the style sheets gave other colours
   */
  MapPalette(Runnable changed) {
    getStyleClass().add("map-palette");
    setManaged(false);
    for (MapColor mapColor : MapColor.values()) {
      StyleableProperty<Color> colour =
          FACTORY.createStyleableColorProperty(
              this, mapColor.css, mapColor.css, p -> p.property(mapColor), Color.TRANSPARENT);
      ((ObservableValue<?>) colour).addListener((property, before, now) -> changed.run());
      colours.put(mapColor, colour);
    }
  }

  private StyleableProperty<Color> property(MapColor mapColor) {
    return colours.get(mapColor);
  }

  private static List<CssMetaData<? extends Styleable, ?>> metaData() {
    for (MapColor mapColor : MapColor.values()) {
      FACTORY.createColorCssMetaData(mapColor.css, p -> p.property(mapColor), Color.TRANSPARENT);
    }
    return FACTORY.getCssMetaData();
  }

  /** Whether the style sheets have given colours; before, all of them are transparent. */
  boolean isStyled() {
    return of(MapColor.SEA).isOpaque();
  }

  Color of(MapColor mapColor) {
    Color colour = property(mapColor).getValue();
    return colour == null ? Color.TRANSPARENT : colour;
  }

  /** A colour as 0xFFRRGGBB, for pixels that are painted elsewhere. */
  int argb(MapColor mapColor) {
    Color colour = of(mapColor);
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
