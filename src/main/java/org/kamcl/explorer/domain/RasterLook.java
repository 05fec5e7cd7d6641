package org.kamcl.explorer.domain;

import java.util.List;

/**
 * How the samples of a scene become visible.
 *
 * @param bands which are red, green and blue, from 1; one alone is grey; empty for the file's own
 *     choice
 * @param low percentile that becomes black, 0..100
 * @param high percentile that becomes white, 0..100, above {@code low}
 */
public record RasterLook(List<Integer> bands, double low, double high) {
  /** The file's own bands, the darkest and the brightest two percent cut off. */
  public static final RasterLook DEFAULT = new RasterLook(List.of(), 2, 98);

  /** Checks the numbers and copies the bands. */
  public RasterLook {
    bands = List.copyOf(bands);
    boolean drawable = bands.isEmpty() || bands.size() == 1 || bands.size() == 3;
    if (!drawable || bands.stream().anyMatch(b -> b < 1)) {
      throw new ExplorerException(
          "The bands " + bands + " cannot be shown: choose one or three, counted from 1.");
    }
    if (!(low >= 0 && low < high && high <= 100)) {
      throw new ExplorerException(
          "A stretch from "
              + low
              + " to "
              + high
              + " % is not possible: choose 0 to 100, the lower"
              + " one first.");
    }
  }
}
