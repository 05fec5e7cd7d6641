package org.kamcl.explorer.cli;

import java.util.List;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.ExplorerException;
import picocli.CommandLine.Option;

/** {@code --bands} and {@code --stretch}: how the samples of rasters become visible. */
final class BandRenderingOptions {
  @Option(
      names = "--bands",
      split = ",",
      paramLabel = "N",
      description =
          "Bands of rasters seen as red, green and blue, from 1, or one alone; default is 1,2,3.")
  private List<Integer> bands = List.of();

  @Option(
      names = "--stretch",
      split = ",",
      paramLabel = "PERCENT",
      description =
          "Percentiles of a band that become black and white; default is 2,98 for more than 8 bits,"
              + " and bytes as they are.")
  private List<Double> stretch = List.of();

  /**
   * What was chosen.
   *
   * @throws ExplorerException if it is not possible
   */
  BandRendering bandRendering() {
    if (!stretch.isEmpty() && stretch.size() != 2) {
      throw new ExplorerException("Give --stretch two percentiles, such as 2,98.");
    }
    return new BandRendering(
        bands,
        stretch.isEmpty() ? BandRendering.DEFAULT.lowPercentile() : stretch.get(0),
        stretch.isEmpty() ? BandRendering.DEFAULT.highPercentile() : stretch.get(1));
  }
}
