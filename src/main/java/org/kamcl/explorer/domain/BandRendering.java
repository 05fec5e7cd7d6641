package org.kamcl.explorer.domain;

import java.util.List;
import org.kamcl.error.KamclException;

/**
 * Which bands of a raster are shown, and how their values are stretched to 8 bits.
 *
 * @param bands numbers of the bands shown as red, green and blue, from 1; a single one is shown in
 *     gray; none stands for the first three bands, or the only one
 * @param lowPercentile percentile of a band that becomes black, 0..100
 * @param highPercentile percentile of a band that becomes white, above {@code lowPercentile}
 */
public record BandRendering(List<Integer> bands, double lowPercentile, double highPercentile) {
  /** The first three bands from the 2nd to the 98th percentile; 8-bit values are not stretched. */
  public static final BandRendering DEFAULT = new BandRendering(List.of(), 2, 98);

  /**
   * Checks the values and copies the bands.
   *
   * @throws KamclException with {@link DomainError} if they cannot be rendered
   */
  public BandRendering {
    bands = List.copyOf(bands);
    if (!bands.isEmpty() && bands.size() != 1 && bands.size() != 3) {
      throw new KamclException(DomainError.BAND_COUNT, bands.size());
    }
    for (int band : bands) {
      if (band < 1) {
        throw new KamclException(DomainError.BAND_NUMBER, band);
      }
    }
    if (!(lowPercentile >= 0 && highPercentile > lowPercentile && highPercentile <= 100)) {
      throw new KamclException(DomainError.STRETCH_PERCENTILES, lowPercentile, highPercentile);
    }
  }

  /** Whether 8-bit values are stretched, too: only with percentiles other than the default. */
  public boolean stretchesBytes() {
    return lowPercentile != DEFAULT.lowPercentile || highPercentile != DEFAULT.highPercentile;
  }
}
