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
import org.kamcl.explorer.map.MapTileStyle;

/** The colors of the map from the style sheets, since a canvas cannot be styled itself. */
class MapPalette extends Region {
  private static final StyleablePropertyFactory<MapPalette> FACTORY =
      new StyleablePropertyFactory<>(Region.getClassCssMetaData());
  private static final List<CssMetaData<? extends Styleable, ?>> META = metaData();

  /** A color of the map and its property in the style sheets. */
  enum MapColor {
    LAND("-kx-land"),
    SEA("-kx-sea"),
    GRATICULE("-kx-graticule"),
    BORDER("-kx-frontier"),
    COAST("-kx-coast"),
    LABEL("-kx-label"),
    FOOTPRINT("-kx-footprint"),
    MARKER_LINE("-kx-marker-line"),
    SELECTION("-kx-selection"),
    PANE("-kx-ground"),
    TEXT("-kx-number"),
    LISTED("-kx-listed"),
    BADGE("-kx-badge"),
    BADGE_TEXT("-kx-badge-text"),
    ON_IMAGERY("-kx-on-imagery"),
    IMAGERY_HALO("-kx-imagery-halo");

    private final String css;

    MapColor(String css) {
      this.css = css;
    }
  }

  private final Map<MapColor, StyleableProperty<Color>> colors = new EnumMap<>(MapColor.class);

  /**
   * @param onChange is called after a style sheet changed a color
   */
  MapPalette(Runnable onChange) {
    getStyleClass().add("map-palette");
    setManaged(false);
    for (MapColor mapColor : MapColor.values()) {
      StyleableProperty<Color> color =
          FACTORY.createStyleableColorProperty(
              this, mapColor.css, mapColor.css, p -> p.property(mapColor), Color.TRANSPARENT);
      ((ObservableValue<?>) color).addListener((property, before, now) -> onChange.run());
      colors.put(mapColor, color);
    }
  }

  private StyleableProperty<Color> property(MapColor color) {
    return colors.get(color);
  }

  private static List<CssMetaData<? extends Styleable, ?>> metaData() {
    for (MapColor color : MapColor.values()) {
      FACTORY.createColorCssMetaData(color.css, p -> p.property(color), Color.TRANSPARENT);
    }
    return FACTORY.getCssMetaData();
  }

  /** Whether the style sheets have been applied; all colors are transparent before. */
  boolean isStyled() {
    return of(MapColor.SEA).isOpaque();
  }

  Color of(MapColor mapColor) {
    Color color = property(mapColor).getValue();
    return color == null ? Color.TRANSPARENT : color;
  }

  /** A color as 0xFFRRGGBB. */
  int argb(MapColor mapColor) {
    Color color = of(mapColor);
    return 0xFF000000
        | (int) Math.round(color.getRed() * 255) << 16
        | (int) Math.round(color.getGreen() * 255) << 8
        | (int) Math.round(color.getBlue() * 255);
  }

  /** The colors of map tiles. */
  MapTileStyle.Colors tileColors() {
    return new MapTileStyle.Colors(
        argb(MapColor.LAND),
        argb(MapColor.SEA),
        argb(MapColor.COAST),
        argb(MapColor.BORDER),
        argb(MapColor.GRATICULE),
        argb(MapColor.FOOTPRINT),
        argb(MapColor.PANE),
        argb(MapColor.ON_IMAGERY));
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return META;
  }
}
