package org.kamcl.explorer.geo;

/**
 * The tags of a TIFF file that place it, as they are stored; each empty where it is not there.
 *
 * @param keyDirectory the directory of GeoTIFF keys
 * @param doubleParams numbers that the keys refer to
 * @param asciiParams text that the keys refer to
 * @param pixelScale of a pixel
 * @param tiePoints column, row, depth, x, y, z, one point after the other
 * @param transformation sixteen numbers, row-major
 */
public record GeoTiffTags(
    long[] keyDirectory,
    double[] doubleParams,
    String asciiParams,
    double[] pixelScale,
    double[] tiePoints,
    double[] transformation) {}
