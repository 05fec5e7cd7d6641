package org.kamcl.explorer.cli.archive;

import java.util.List;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.BandRendering;
import picocli.CommandLine.Option;

/** {@code --bands} and {@code --stretch}: how the bands of rasters are shown. */
public final class BandRenderingOptions {
  @Option(
      names = "--bands",
      split = ",",
      paramLabel = "N",
      description =
          "Bands of rasters to show as red, green and blue, or one band, counted from 1. Default:"
              + " 1,2,3.")
  private List<Integer> bands = List.of();

  @Option(
      names = "--stretch",
      split = ",",
      paramLabel = "PERCENT",
      description =
          "Percentiles of a band to show as black and white. Default: 2,98 for bands of more than"
              + " 8 bits; 8-bit bands are not stretched.")
  private List<Double> stretch = List.of();

  /**
   * The chosen band rendering.
   *
   * @throws KamclException if the options are invalid
   */
  public BandRendering bandRendering() {
    if (!stretch.isEmpty() && stretch.size() != 2) {
      throw new KamclException(ArchiveCommandError.INVALID_STRETCH);
    }
    return new BandRendering(
        bands,
        stretch.isEmpty() ? BandRendering.DEFAULT.lowPercentile() : stretch.get(0),
        stretch.isEmpty() ? BandRendering.DEFAULT.highPercentile() : stretch.get(1));
  }
}
