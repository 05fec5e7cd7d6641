package org.kamcl.explorer.geo;

/**
 * The georeferencing tags of a TIFF file, as stored; a missing tag is empty.
 *
 * @param keyDirectory of the GeoTIFF keys: four numbers per key
 * @param doubleParams numbers to which the keys refer
 * @param asciiParams text to which the keys refer
 * @param pixelScale size of a pixel: x, y, z
 * @param tiePoints six numbers per point: column, row, depth, x, y, z
 * @param transformation a 4 x 4 matrix, row-major
 * @param pixelsPerInch across and down, as scanners write it
 */
public record GeoTiffTags(
    long[] keyDirectory,
    double[] doubleParams,
    String asciiParams,
    double[] pixelScale,
    double[] tiePoints,
    double[] transformation,
    double[] pixelsPerInch) {
  /** Whether there are keys that describe a CRS, understood or not. */
  boolean describesCrs() {
    return new GeoKeys(this).describeCrs();
  }

  /** Whether there is a transform, or there are control points. */
  boolean hasCoordinates() {
    return tiePoints.length > 0 || transformation.length > 0;
  }
}
