package org.kamcl.explorer.geo;

/**
 * The tags of a TIFF file that place it, as they are stored; each empty where it is not there.
 *
 * @param keys the directory of GeoTIFF keys
 * @param doubles numbers that the keys refer to
 * @param ascii text that the keys refer to
 * @param scale of a pixel
 * @param tiePoints column, row, depth, x, y, z, one point after the other
 * @param transformation sixteen numbers, row-major
 */
public record GeoTiffTags(
    long[] keys,
    double[] doubles,
    String ascii,
    double[] scale,
    double[] tiePoints,
    double[] transformation) {}
