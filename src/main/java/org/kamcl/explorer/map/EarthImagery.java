package org.kamcl.explorer.map;

/**
 * The satellite image of the earth that the basemap shows at small scales, in equirectangular
 * projection.
 *
 * @param width columns, from 180 degrees west once around the earth
 * @param height rows, from pole to pole
 * @param argb width x height pixels, row-major, 0xFFRRGGBB
 */
public record EarthImagery(int width, int height, int[] argb) {
  /** The color at a point in degrees by bilinear interpolation, 0xFFRRGGBB. */
  int colorAt(double lon, double lat) {
    double x = (lon + 180) / 360 * width - 0.5;
    double y = Math.max(0, Math.min(height - 1.001, (90 - lat) / 180 * height - 0.5));
    int column = (int) Math.floor(x);
    int row = (int) y;
    int right = Math.floorMod(column + 1, width);
    int left = Math.floorMod(column, width);
    int upper =
        CoverageRasterizer.mix(argb[row * width + left], argb[row * width + right], x - column);
    int lower =
        CoverageRasterizer.mix(
            argb[(row + 1) * width + left], argb[(row + 1) * width + right], x - column);
    return CoverageRasterizer.mix(upper, lower, y - row);
  }
}
