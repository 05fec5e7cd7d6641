package org.kamcl.explorer.imagery.tiff;

import java.util.BitSet;

/**
 * Samples of a part of a raster.
 *
 * @param width columns
 * @param height rows
 * @param bands row-major samples of each band that was read
 * @param noData pixels, row-major, that hold nothing: masked, transparent or never written
 */
public record SampleGrid(int width, int height, float[][] bands, BitSet noData) {
  /** An empty one, nothing missing. */
  public static SampleGrid of(int width, int height, int bands) {
    return new SampleGrid(width, height, new float[bands][width * height], new BitSet());
  }
}
