package org.kamcl.explorer.geo;

import java.util.Optional;

/**
 * The pixels of a raster in coordinates of its CRS, where these follow from an affine transform.
 *
 * @param geoTransform from the outer corner of the first pixel: x, x per column, x per row, y, y
 *     per column, y per row
 * @param crs {@code EPSG:32614}, or a name if it has no code
 * @param tags that georeference a GeoTIFF with the same pixels; empty if the CRS has no EPSG code
 *     and is not stated in tags that can be copied
 */
public record MapGrid(double[] geoTransform, String crs, Optional<GeoTiffTags> tags) {
  /** Coordinates of a place: columns and rows, with fractions, to x and y of the CRS. */
  public double[] toCrs(double column, double row) {
    double[] g = geoTransform;
    return new double[] {
      g[0] + column * g[1] + row * g[2], g[3] + column * g[4] + row * g[5],
    };
  }

  /** The place of coordinates: columns and rows, with fractions. */
  public double[] toPixel(double x, double y) {
    double[] xy = {x, y};
    PixelToCrs.inverse(geoTransform).orElseThrow().transform(xy);
    return xy;
  }
}
