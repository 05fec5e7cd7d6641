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
  /**
   * Meridians on which rows of points lie.
   *
   * @param lons longitudes in degrees
   */
  Columns columns(double[] lons) {
    return new Columns(lons);
  }

  /** Meridians with the columns of the image beside them, which all rows share. */
  final class Columns {
    private final int[] left;
    private final int[] right;
    private final int[] parts;

    private Columns(double[] lons) {
      left = new int[lons.length];
      right = new int[lons.length];
      parts = new int[lons.length];
      for (int i = 0; i < lons.length; i++) {
        double x = (lons[i] + 180) / 360 * width - 0.5;
        int column = (int) Math.floor(x);
        left[i] = Math.floorMod(column, width);
        right[i] = Math.floorMod(column + 1, width);
        parts[i] = CoverageRasterizer.parts(x - column);
      }
    }

    /**
     * The colors of a row by bilinear interpolation, 0xFFRRGGBB.
     *
     * @param lat in degrees
     * @param colors receives a color for each meridian
     */
    void row(double lat, int[] colors) {
      double y = Math.max(0, Math.min(height - 1.001, (90 - lat) / 180 * height - 0.5));
      int row = (int) y;
      int down = CoverageRasterizer.parts(y - row);
      int upperRow = row * width;
      int lowerRow = upperRow + width;
      for (int i = 0; i < left.length; i++) {
        int upper = mixed(upperRow, i);
        int lower = mixed(lowerRow, i);
        colors[i] = CoverageRasterizer.mixParts(upper, lower, down);
      }
    }

    private int mixed(int row, int i) {
      return CoverageRasterizer.mixParts(argb[row + left[i]], argb[row + right[i]], parts[i]);
    }
  }
}
