package org.kamcl.explorer.map;

import org.kamcl.explorer.domain.ArgbImage;

/** Reads the colors of an image between its pixels, by bilinear interpolation. */
final class ImageSampler {
  private static final int OPAQUE = 0xFF;

  private final ArgbImage image;

  ImageSampler(ArgbImage image) {
    this.image = image;
  }

  /**
   * The color at a position; beyond the image, that of its edge.
   *
   * @param u 0 (left edge) to 1 (right edge)
   * @param v 0 (upper edge) to 1 (lower edge)
   */
  int at(double u, double v) {
    double x = Math.max(0, Math.min(image.width() - 1.0, u * image.width() - 0.5));
    double y = Math.max(0, Math.min(image.height() - 1.0, v * image.height() - 0.5));
    int column = (int) x;
    int row = (int) y;
    int right = Math.min(column + 1, image.width() - 1);
    int below = Math.min(row + 1, image.height() - 1);
    int[] argb = image.argb();
    int across = (int) ((x - column) * 256);
    int down = (int) ((y - row) * 256);
    int line = row * image.width();
    int next = below * image.width();
    return blend(
        blend(argb[line + column], argb[line + right], across),
        blend(argb[next + column], argb[next + right], across),
        down);
  }

  /** All four channels of two colors; the weight of the second is 0 to 256. */
  private static int blend(int a, int b, int weight) {
    int result = 0;
    for (int shift = 24; shift >= 0; shift -= 8) {
      int value = ((a >> shift & OPAQUE) * (256 - weight) + (b >> shift & OPAQUE) * weight) >> 8;
      result = result << 8 | value;
    }
    return result;
  }
}
