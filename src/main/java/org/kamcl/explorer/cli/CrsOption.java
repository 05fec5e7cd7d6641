package org.kamcl.explorer.cli;

import java.util.Optional;
import java.util.OptionalInt;
import org.kamcl.explorer.domain.CrsInfo;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.geo.CrsRegistry;
import picocli.CommandLine.Option;

/** {@code --crs}: the coordinate system of files that have coordinates but name none. */
final class CrsOption {
  @Option(
      names = "--crs",
      paramLabel = "EPSG:n",
      description =
          "Coordinate system of files that have coordinates but name no system, or none that is"
              + " known; it never overrules one that is. Without it, such files have no place.")
  private String crs;

  /**
   * The system that was named, if one was.
   *
   * @throws ExplorerException if it is none, or none that is known
   */
  Optional<CrsInfo> crs() {
    if (crs == null) {
      return Optional.empty();
    }
    OptionalInt number = CrsInfo.parseEpsg(crs);
    if (number.isEmpty()) {
      throw new ExplorerException(
          "'" + crs + "' is no coordinate system: write --crs EPSG:n with its number.");
    }
    return Optional.of(
        new CrsRegistry()
            .find(number.getAsInt())
            .orElseThrow(
                () ->
                    new ExplorerException(
                        "EPSG:"
                            + number.getAsInt()
                            + " is no coordinate system of the earth that is known: write --crs"
                            + " EPSG:n with the number of another.")));
  }
}
