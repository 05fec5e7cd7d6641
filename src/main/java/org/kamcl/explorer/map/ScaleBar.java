package org.kamcl.explorer.map;

/**
 * A line of a round length on the ground, at the latitude in the middle of the map.
 *
 * @param meters on the ground: 1, 2 or 5 times a power of ten
 * @param pixels on the map, along a row
 */
public record ScaleBar(double meters, double pixels) {
  /**
   * The longest one that is not longer than some pixels.
   *
   * @param longest pixels
   */
  public static ScaleBar of(Viewport view, double longest) {
    double lat = view.projection().lat(view.y());
    double metresPerPixel = Math.max(Projection.metersPerWorldUnit(lat) / view.scale(), 1e-6);
    double most = metresPerPixel * longest;
    double power = Math.pow(10, Math.floor(Math.log10(most)));
    double metres = most >= 5 * power ? 5 * power : most >= 2 * power ? 2 * power : power;
    return new ScaleBar(metres, metres / metresPerPixel);
  }
}
