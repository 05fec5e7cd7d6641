package org.kamcl.explorer.domain;

import java.util.List;

/**
 * How the samples of rasters become visible.
 *
 * @param bands numbers of the bands shown as red, green and blue, from 1; one alone is shown in
 *     grey; none stands for the first three, or the only one
 * @param lowPercentile percentile of a band that becomes black, 0..100
 * @param highPercentile percentile of a band that becomes white, above {@code low}
 */
public record BandRendering(List<Integer> bands, double lowPercentile, double highPercentile) {
  /** The first three bands, from the 2nd to the 98th percentile; bytes stay as they are. */
  public static final BandRendering DEFAULT = new BandRendering(List.of(), 2, 98);

  /** Checks the numbers and copies the bands. */
  public BandRendering {
    bands = List.copyOf(bands);
    if (!bands.isEmpty() && bands.size() != 1 && bands.size() != 3) {
      throw new ExplorerException("Choose one band or three, not " + bands.size() + ".");
    }
    if (bands.stream().anyMatch(b -> b < 1)) {
      throw new ExplorerException("Bands are counted from 1.");
    }
    if (!(lowPercentile >= 0 && highPercentile > lowPercentile && highPercentile <= 100)) {
      throw new ExplorerException(
          "A stretch from the percentile "
              + lowPercentile
              + " to "
              + highPercentile
              + " is not possible: choose two of 0 to 100, the smaller first.");
    }
  }

  /** Whether bytes are stretched, too, as they are where percentiles were chosen. */
  public boolean stretchesBytes() {
    return lowPercentile != DEFAULT.lowPercentile || highPercentile != DEFAULT.highPercentile;
  }

  /** A word that changes when pictures would; empty for the default. */
  public String key() {
    return equals(DEFAULT)
        ? ""
        : "bands " + bands + ", " + lowPercentile + "-" + highPercentile + " %";
  }
}
