package org.kamcl.explorer.map;

/**
 * Everything that determines the pixels of a map tile besides its position. Tiles of equal styles
 * fit together.
 *
 * @param projection of the map
 * @param zoom zoom level of the map; fractions are allowed, so that lines are always sharp
 * @param side of a tile in tile pixels: {@link #SIZE} times the pixel density of the screen
 * @param colors of the theme
 * @param imageryOpacity 0 to 1
 * @param graticuleStep degrees between lines; 0 for none
 * @param showFootprints whether footprints are drawn
 * @param content what is drawn
 */
public record MapTileStyle(
    Projection projection,
    double zoom,
    int side,
    Colors colors,
    double imageryOpacity,
    double graticuleStep,
    boolean showFootprints,
    Content content) {
  /** Side of a tile in pixels of the map at normal pixel density. */
  public static final int SIZE = 256;

  /**
   * The colors of the map, 0xFFRRGGBB.
   *
   * @param veil is drawn over imagery to reduce its contrast
   * @param onImagery color of lines and footprints on imagery
   */
  public record Colors(
      int land,
      int sea,
      int coast,
      int border,
      int graticule,
      int footprint,
      int veil,
      int onImagery) {}

  /** The data that is drawn. Compared by identity: every change makes a new object. */
  public static final class Content {
    private final Basemap basemap;
    private final EarthImagery imagery;
    private final FootprintIndex footprints;

    /**
     * @param imagery null until it is loaded
     */
    public Content(Basemap basemap, EarthImagery imagery, FootprintIndex footprints) {
      this.basemap = basemap;
      this.imagery = imagery;
      this.footprints = footprints;
    }

    Basemap basemap() {
      return basemap;
    }

    EarthImagery imagery() {
      return imagery;
    }

    /** The footprints of the archive. */
    public FootprintIndex footprints() {
      return footprints;
    }
  }

  /** Whether the imagery dominates, so that lines and labels must contrast with it. */
  public boolean isOnImagery() {
    return imageryOpacity > 0.5;
  }

  /** Tile pixels per pixel of the map at normal pixel density. */
  double density() {
    return (double) side / SIZE;
  }

  /** Tile pixels per world unit. */
  double scale() {
    return Viewport.scale(zoom) * density();
  }
}
