package org.kamcl.explorer.map;

/**
 * A scale bar with a round ground length, at the latitude of the map's center.
 *
 * @param meters ground length: 1, 2 or 5 times a power of ten
 * @param pixels length on the map along a row
 */
public record ScaleBar(double meters, double pixels) {
  /**
   * The longest scale bar that fits.
   *
   * @param maxPixels available length in pixels
   */
  public static ScaleBar of(Viewport view, double maxPixels) {
    double lat = view.projection().lat(view.y());
    double metersPerPixel = Math.max(Projection.metersPerWorldUnit(lat) / view.scale(), 1e-6);
    double most = metersPerPixel * maxPixels;
    double power = Math.pow(10, Math.floor(Math.log10(most)));
    double meters = most >= 5 * power ? 5 * power : most >= 2 * power ? 2 * power : power;
    return new ScaleBar(meters, meters / metersPerPixel);
  }
}
