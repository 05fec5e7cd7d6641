package org.kamcl.engine.image;

/**
 * An image of 8-bit red, green and blue values. Immutable; arrays are copied on input and output.
 */
public final class RgbImage {
  private final int width;
  private final int height;
  private final byte[] rgb;

  /**
   * @param width columns, at least 1
   * @param height rows, at least 1
   * @param rgb [height][width][3], row-major, values 0..255 as unsigned bytes
   * @throws IllegalArgumentException if the length is not height * width * 3
   */
  public RgbImage(int width, int height, byte[] rgb) {
    this(rgb.clone(), width, height);
  }

  private RgbImage(byte[] rgb, int width, int height) {
    if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          rgb.length + " bytes are not " + width + " x " + height + " pixels of three");
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /** Wraps an array without copying; the caller must not change it. */
  static RgbImage wrapping(int width, int height, byte[] rgb) {
    return new RgbImage(rgb, width, height);
  }

  /**
   * @param argb [height][width], row-major, as in {@code 0xAARRGGBB}; alpha is dropped
   */
  public static RgbImage ofArgb(int width, int height, int[] argb) {
    byte[] rgb = new byte[3 * argb.length];
    for (int i = 0, o = 0; i < argb.length; i++) {
      rgb[o++] = (byte) (argb[i] >> 16);
      rgb[o++] = (byte) (argb[i] >> 8);
      rgb[o++] = (byte) argb[i];
    }
    return wrapping(width, height, rgb);
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** A copy of the values, [height][width][3]. */
  public byte[] rgb() {
    return rgb.clone();
  }

  /**
   * One value, 0..255.
   *
   * @param x column from the left
   * @param y row from the top
   * @param channel 0 red, 1 green, 2 blue
   */
  public int sample(int x, int y, int channel) {
    return rgb[(y * width + x) * 3 + channel] & 0xff;
  }

  /** The values without a copy, for reading within this package. */
  byte[] pixels() {
    return rgb;
  }
}
