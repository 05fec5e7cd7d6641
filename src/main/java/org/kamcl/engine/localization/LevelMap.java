package org.kamcl.engine.localization;

/**
 * A score map of 8 bits per pixel, as the published evaluation reads it.
 *
 * @param width columns
 * @param height rows
 * @param levels of the pixels, row by row; as unsigned numbers 0..255, which stand for the
 *     probabilities 0..1
 */
public record LevelMap(int width, int height, byte[] levels) {
  /** The greatest level. */
  public static final int MAX_LEVEL = 255;

  /** Checks the size. */
  public LevelMap {
    if (width < 1 || height < 1 || levels.length != width * height) {
      throw new IllegalArgumentException(width + " x " + height + ": " + levels.length);
    }
  }

  /** The level of a pixel, 0..255. */
  public int level(int x, int y) {
    return levels[y * width + x] & MAX_LEVEL;
  }

  /** The probability of a pixel, 0..1. */
  double probability(int x, int y) {
    return level(x, y) / (double) MAX_LEVEL;
  }
}
