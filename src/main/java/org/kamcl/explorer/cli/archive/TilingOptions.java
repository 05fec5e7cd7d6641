package org.kamcl.explorer.cli.archive;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.imagery.TilingSpec;
import picocli.CommandLine.Option;

/** {@code --tile-size}, {@code --overlap} and {@code --gsd}: how large scenes are tiled. */
public final class TilingOptions {
  @Option(
      names = "--tile-size",
      paramLabel = "600m|512px",
      description = "Side length of the tiles of large scenes, in meters or pixels. Default: 600m.")
  private String tileSize = "600m";

  @Option(
      names = "--overlap",
      paramLabel = "FRACTION",
      description = "Fraction of a tile that overlaps the next tile, 0 to 0.9. Default: 0.")
  private double overlap;

  @Option(
      names = "--gsd",
      paramLabel = "METERS",
      description =
          "Resample the images of scenes to this ground sample distance in meters per pixel."
              + " Default: no resampling.")
  private @Nullable Double gsd;

  /**
   * The chosen tiling.
   *
   * @throws org.kamcl.error.KamclException if a value is invalid
   */
  public TilingSpec tiling() {
    return TilingSpec.parse(
        tileSize, overlap, gsd == null ? OptionalDouble.empty() : OptionalDouble.of(gsd));
  }
}
