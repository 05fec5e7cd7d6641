package org.kamcl.engine.image;

/**
 * An 8-bit colour image.
 *
 * @param width pixels
 * @param height pixels
 * @param rgb [height][width][3], row-major, unsigned
 */
public record RgbImage(int width, int height, byte[] rgb) {
  /** Checks that the values fit the size. */
  public RgbImage {
    if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          rgb.length + " values are no image of " + width + " x " + height + ".");
    }
  }
}
