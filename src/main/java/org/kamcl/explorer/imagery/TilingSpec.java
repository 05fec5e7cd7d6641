package org.kamcl.explorer.imagery;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.explorer.domain.ExplorerException;

/**
 * How scenes are cut into pictures.
 *
 * @param tileSize side of a picture, in metres or in pixels
 * @param inPixels whether it is in pixels, those of the resolution asked for, else of the file
 * @param overlap share of a window that its neighbour covers, too, from 0 to below 1
 * @param gsd metres that a pixel of a picture shall cover; empty for those of the file
 */
public record TilingSpec(double tileSize, boolean inPixels, double overlap, OptionalDouble gsd) {
  /** Windows of 600 m side by side. */
  public static final TilingSpec DEFAULT = ofMeters(SceneTiler.DEFAULT_METERS);

  private static final Pattern WORD = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(m|px)?");
  private static final double MOST_OVERLAP = 0.9;
  private static final double FEWEST_PIXELS = 16;

  /** Checks the ranges. */
  public TilingSpec {
    if (!(tileSize >= 1 && tileSize <= 1e6)) {
      throw new ExplorerException(
          "A window of "
              + tileSize
              + " metres is not possible: choose 1 to 1,000,000 for --window.");
    }
    if (inPixels && tileSize < FEWEST_PIXELS) {
      throw new ExplorerException("A window of less than 16 pixels shows nothing.");
    }
    if (!(overlap >= 0 && overlap <= MOST_OVERLAP)) {
      throw new ExplorerException(
          "Windows cannot overlap by " + overlap + ": choose 0 to 0.9 for --overlap.");
    }
    if (gsd.isPresent() && !(gsd.getAsDouble() >= 0.001 && gsd.getAsDouble() <= 1e5)) {
      throw new ExplorerException(
          "A ground resolution of "
              + gsd.getAsDouble()
              + " m is not possible: choose 0.001 to 100,000 for --resolution.");
    }
  }

  /** Windows of a width on the ground, side by side. */
  public static TilingSpec ofMeters(double metres) {
    return new TilingSpec(metres, false, 0, OptionalDouble.empty());
  }

  /**
   * Reads a window such as {@code 600}, {@code 600m} or {@code 512px}.
   *
   * @throws ExplorerException if it is none
   */
  public static TilingSpec parse(String window, double overlap, OptionalDouble resolution) {
    Matcher m = WORD.matcher(window.strip().toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      throw new ExplorerException(
          "'" + window + "' is no --window: write metres such as 600m, or pixels such as 512px.");
    }
    return new TilingSpec(
        Double.parseDouble(m.group(1)), "px".equals(m.group(2)), overlap, resolution);
  }
}
