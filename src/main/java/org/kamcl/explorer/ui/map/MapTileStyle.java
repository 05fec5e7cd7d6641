package org.kamcl.explorer.ui.map;

import org.kamcl.explorer.map.Basemap;
import org.kamcl.explorer.map.FootprintIndex;
import org.kamcl.explorer.map.Projection;
import org.kamcl.explorer.map.Viewport;

/**
 * All that decides how a tile looks; tiles of one style fit together.
 *
 * @param projection of the map
 * @param zoom of the map, not only whole ones, so that lines are always sharp
 * @param side pixels of a tile: its size on the map times the density of the screen
 * @param colors by the theme
 * @param imageryOpacity share of the earth's picture, 0 to 1
 * @param graticuleStep degrees between lines; 0 for none
 * @param showFootprints whether they are drawn
 * @param content what is drawn
 */
record MapTileStyle(
    Projection projection,
    double zoom,
    int side,
    Colors colors,
    double imageryOpacity,
    double graticuleStep,
    boolean showFootprints,
    Content content) {
  /** Size of a tile on the map, pixels at normal density. */
  static final int SIZE = 256;

  /** The same colours for all tiles, 0xFFRRGGBB. */
  record Colors(
      int land,
      int sea,
      int coast,
      int border,
      int graticule,
      int footprint,
      int veil,
      int onImagery) {
    static Colors of(MapPalette palette) {
      return new Colors(
          palette.argb(MapPalette.MapColor.LAND),
          palette.argb(MapPalette.MapColor.SEA),
          palette.argb(MapPalette.MapColor.COAST),
          palette.argb(MapPalette.MapColor.BORDER),
          palette.argb(MapPalette.MapColor.GRATICULE),
          palette.argb(MapPalette.MapColor.FOOTPRINT),
          palette.argb(MapPalette.MapColor.PANE),
          palette.argb(MapPalette.MapColor.ON_IMAGERY));
    }
  }

  /** What is drawn. Compared by identity: whoever changes something makes a new one. */
  static final class Content {
    private final Basemap basemap;
    private final EarthImagery earth;
    private final FootprintIndex footprints;

    /**
     * @param earth null while it is not loaded
     */
    Content(Basemap basemap, EarthImagery earth, FootprintIndex footprints) {
      this.basemap = basemap;
      this.earth = earth;
      this.footprints = footprints;
    }

    Basemap basemap() {
      return basemap;
    }

    EarthImagery earth() {
      return earth;
    }

    FootprintIndex footprints() {
      return footprints;
    }
  }

  /** Pixels of a tile for one on the map. */
  double density() {
    return (double) side / SIZE;
  }

  /** Pixels of tiles across the world. */
  double scale() {
    return Viewport.scale(zoom) * density();
  }
}
