package org.kamcl.explorer.ui.map;

/**
 * All that decides how a tile looks; tiles of one style fit together.
 *
 * @param projection of the map
 * @param zoom of the map, not only whole ones, so that lines are always sharp
 * @param side pixels of a tile: its size on the map times the density of the screen
 * @param colours by the theme
 * @param picture share of the earth's picture, 0 to 1
 * @param graticule degrees between lines; 0 for none
 * @param footprints whether they are drawn
 * @param contents what is drawn
 */
record TileStyle(
    Projection projection,
    double zoom,
    int side,
    Colours colours,
    double picture,
    double graticule,
    boolean footprints,
    Contents contents) {
  /** Size of a tile on the map, pixels at normal density. */
  static final int SIZE = 256;

  /** The same colours for all tiles, 0xFFRRGGBB. */
  record Colours(
      int land, int sea, int coast, int border, int graticule, int footprint, int veil, int light) {
    static Colours of(MapPalette palette) {
      return new Colours(
          palette.argb(MapPalette.Tone.LAND),
          palette.argb(MapPalette.Tone.SEA),
          palette.argb(MapPalette.Tone.COAST),
          palette.argb(MapPalette.Tone.BORDER),
          palette.argb(MapPalette.Tone.GRATICULE),
          palette.argb(MapPalette.Tone.FOOTPRINT),
          palette.argb(MapPalette.Tone.PANE),
          palette.argb(MapPalette.Tone.ON_PICTURE));
    }
  }

  /** What is drawn. Compared by identity: whoever changes something makes a new one. */
  static final class Contents {
    private final Basemap basemap;
    private final EarthPicture earth;
    private final FootprintTree footprints;

    /**
     * @param earth null while it is not loaded
     */
    Contents(Basemap basemap, EarthPicture earth, FootprintTree footprints) {
      this.basemap = basemap;
      this.earth = earth;
      this.footprints = footprints;
    }

    Basemap basemap() {
      return basemap;
    }

    EarthPicture earth() {
      return earth;
    }

    FootprintTree footprints() {
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
