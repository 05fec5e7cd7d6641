package org.kamcl.explorer.imagery.spi;

import java.util.BitSet;

/**
 * Samples of a region of a raster.
 *
 * @param width columns
 * @param height rows
 * @param bands samples of each band that was read, row by row
 * @param noData pixels, row by row, that hold no data: masked, transparent or never written
 */
public record SampleGrid(int width, int height, float[][] bands, BitSet noData) {
  /** A grid of zeros in which all pixels hold data. */
  public static SampleGrid of(int width, int height, int bands) {
    return new SampleGrid(width, height, new float[bands][width * height], new BitSet());
  }
}
