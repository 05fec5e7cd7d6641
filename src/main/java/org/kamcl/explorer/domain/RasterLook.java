package org.kamcl.explorer.domain;

import java.util.Arrays;

/**
 * How the samples of rasters become visible.
 *
 * @param bands numbers of the bands shown as red, green and blue, from 1; one alone is shown in
 *     grey; none stands for the first three, or the only one
 * @param low percentile of a band that becomes black, 0..100
 * @param high percentile of a band that becomes white, above {@code low}
 */
public record RasterLook(int[] bands, double low, double high) {
  /** The first three bands, from the 2nd to the 98th percentile; bytes stay as they are. */
  public static final RasterLook DEFAULT = new RasterLook(new int[0], 2, 98);

  /** Checks and copies. */
  public RasterLook {
    bands = bands.clone();
    if (bands.length != 0 && bands.length != 1 && bands.length != 3) {
      throw new ExplorerException("Choose one band or three, not " + bands.length + ".");
    }
    if (Arrays.stream(bands).anyMatch(b -> b < 1)) {
      throw new ExplorerException("Bands are counted from 1.");
    }
    if (!(low >= 0 && high > low && high <= 100)) {
      throw new ExplorerException(
          "A stretch from the percentile "
              + low
              + " to "
              + high
              + " is not possible: choose two of 0 to 100, the smaller first.");
    }
  }

  @Override
  public int[] bands() {
    return bands.clone();
  }

  /** Whether bytes are stretched, too, as they are where percentiles were chosen. */
  public boolean stretchesBytes() {
    return low != DEFAULT.low || high != DEFAULT.high;
  }

  /** A word that changes when pictures would; empty for the default. */
  public String word() {
    return equals(DEFAULT)
        ? ""
        : "bands " + Arrays.toString(bands) + ", " + low + "-" + high + " %";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RasterLook look
        && Arrays.equals(bands, look.bands)
        && low == look.low
        && high == look.high;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bands) * 31 * 31 + Double.hashCode(low) * 31 + Double.hashCode(high);
  }
}
