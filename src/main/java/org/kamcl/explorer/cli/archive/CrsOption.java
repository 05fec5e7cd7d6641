package org.kamcl.explorer.cli.archive;

import java.util.Optional;
import java.util.OptionalInt;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.CrsInfo;
import org.kamcl.explorer.geo.CrsRegistry;
import picocli.CommandLine.Option;

/** {@code --crs}: the CRS of files that have coordinates but no CRS. */
public final class CrsOption {
  @Option(
      names = "--crs",
      paramLabel = "EPSG:n",
      description =
          "Coordinate reference system of files that have coordinates but no known CRS. It never"
              + " overrides the CRS of a file. Without this option, such files have no location.")
  private String crs;

  /**
   * The CRS of the option, if given.
   *
   * @throws KamclException if the text is not an EPSG code, or the code is unknown
   */
  public Optional<CrsInfo> crs() {
    if (crs == null) {
      return Optional.empty();
    }
    OptionalInt number = CrsInfo.parseEpsg(crs);
    if (number.isEmpty()) {
      throw new KamclException(ArchiveCommandError.INVALID_CRS, crs);
    }
    return Optional.of(
        new CrsRegistry()
            .find(number.getAsInt())
            .orElseThrow(
                () ->
                    new KamclException(
                        ArchiveCommandError.UNKNOWN_CRS, String.valueOf(number.getAsInt()))));
  }
}
