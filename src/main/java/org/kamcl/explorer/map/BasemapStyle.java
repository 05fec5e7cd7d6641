package org.kamcl.explorer.map;

/** What the basemap shows under the footprints. */
public enum BasemapStyle {
  /** Satellite imagery at small scales, lines at large scales. */
  AUTOMATIC,
  /** Land, sea and borders. */
  LINES,
  /** Satellite imagery. */
  IMAGERY;

  /** Up to this zoom level the imagery has about one pixel per map pixel. */
  private static final double FADE_FROM = 4.5;

  private static final double FADE_TO = 5;

  /** Opacity of the imagery at a zoom level, 0 to 1. */
  public double imageryOpacity(double zoom) {
    return switch (this) {
      case LINES -> 0;
      case IMAGERY -> 1;
      case AUTOMATIC -> Math.max(0, Math.min(1, (FADE_TO - zoom) / (FADE_TO - FADE_FROM)));
    };
  }
}
