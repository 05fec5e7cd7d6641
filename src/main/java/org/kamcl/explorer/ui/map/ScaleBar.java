package org.kamcl.explorer.ui.map;

/**
 * A line of a round length on the ground, at the latitude in the middle of the map.
 *
 * @param metres on the ground: 1, 2 or 5 times a power of ten
 * @param pixels on the map, along a row
 */
record ScaleBar(double metres, double pixels) {
  /**
   * The longest one that is not longer than some pixels.
   *
   * @param longest pixels
   */
  static ScaleBar of(Viewport view, double longest) {
    double lat = view.projection().lat(view.y());
    double metresPerPixel = Math.max(Projection.metresAcross(lat) / view.scale(), 1e-6);
    double most = metresPerPixel * longest;
    double power = Math.pow(10, Math.floor(Math.log10(most)));
    double metres = most >= 5 * power ? 5 * power : most >= 2 * power ? 2 * power : power;
    return new ScaleBar(metres, metres / metresPerPixel);
  }
}
