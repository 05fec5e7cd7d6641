package org.kamcl.explorer.imagery;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.error.KamclException;

/**
 * How scenes are split into tiles.
 *
 * @param tileSize side of a tile, in meters or in pixels
 * @param inPixels whether the size is in pixels: those of {@code gsd} if it is given, else of the
 *     file
 * @param overlap share of a tile that its neighbor covers as well, 0 to 0.9
 * @param gsd ground sample distance to resample to, in meters per pixel; empty to keep that of the
 *     file
 */
public record TilingSpec(double tileSize, boolean inPixels, double overlap, OptionalDouble gsd) {
  /** Tiles of 600 m without overlap. */
  public static final TilingSpec DEFAULT = ofMeters(SceneTiler.DEFAULT_METERS);

  private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(m|px)?");
  private static final double MAX_OVERLAP = 0.9;
  private static final double MIN_PIXELS = 16;

  /** Checks the ranges. */
  public TilingSpec {
    if (!(tileSize >= 1 && tileSize <= 1e6)) {
      throw new KamclException(RasterError.TILE_SIZE_OUT_OF_RANGE, tileSize);
    }
    if (inPixels && tileSize < MIN_PIXELS) {
      throw new KamclException(RasterError.TILE_SIZE_TOO_FEW_PIXELS, tileSize);
    }
    if (!(overlap >= 0 && overlap <= MAX_OVERLAP)) {
      throw new KamclException(RasterError.OVERLAP_OUT_OF_RANGE, overlap);
    }
    if (gsd.isPresent() && !(gsd.getAsDouble() >= 0.001 && gsd.getAsDouble() <= 1e5)) {
      throw new KamclException(RasterError.GSD_OUT_OF_RANGE, gsd.getAsDouble());
    }
  }

  /** Tiles of a size on the ground, without overlap. */
  public static TilingSpec ofMeters(double meters) {
    return new TilingSpec(meters, false, 0, OptionalDouble.empty());
  }

  /**
   * Parses a tile size such as {@code 600}, {@code 600m} or {@code 512px}.
   *
   * @throws KamclException if it is not a tile size or out of range
   */
  public static TilingSpec parse(String tileSize, double overlap, OptionalDouble gsd) {
    Matcher m = SIZE.matcher(tileSize.strip().toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      throw new KamclException(RasterError.TILE_SIZE_INVALID, tileSize);
    }
    return new TilingSpec(Double.parseDouble(m.group(1)), "px".equals(m.group(2)), overlap, gsd);
  }
}
