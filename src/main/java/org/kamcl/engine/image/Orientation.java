package org.kamcl.engine.image;

/**
 * EXIF orientation: how stored rows and columns map to the image as seen.
 *
 * @param value EXIF value 1..8; anything else counts as 1
 */
public record Orientation(int value) {
  /** Number of orientations: four rotations, each also mirrored. */
  public static final int COUNT = 8;

  static final Orientation NORMAL = new Orientation(1);

  /** Whether rows and columns are swapped. */
  boolean swapsAxes() {
    return value >= 5 && value <= 8;
  }

  /** The image as seen. */
  public RgbImage apply(RgbImage image) {
    if (value < 2 || value > 8) {
      return image;
    }
    boolean turned = swapsAxes();
    int inWidth = image.width();
    int inHeight = image.height();
    int width = turned ? inHeight : inWidth;
    int height = turned ? inWidth : inHeight;
    byte[] in = image.pixels();
    byte[] out = new byte[in.length];
    int o = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int column = turned ? y : x;
        int row = turned ? x : y;
        if (value == 2 || value == 3 || value == 7 || value == 8) {
          column = inWidth - 1 - column;
        }
        if (value == 3 || value == 4 || value == 6 || value == 7) {
          row = inHeight - 1 - row;
        }
        int p = 3 * (row * inWidth + column);
        out[o++] = in[p];
        out[o++] = in[p + 1];
        out[o++] = in[p + 2];
      }
    }
    return RgbImage.wrapping(width, height, out);
  }
}
