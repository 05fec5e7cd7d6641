package org.kamcl.explorer.ui.control;

import org.kamcl.explorer.domain.ArgbImage;

/**
 * Crops an image to its central square, scaled to its size on screen and with rounded corners.
 * Drawing the result without scaling is much faster than scaling and clipping in each frame.
 */
final class SquareCrop {
  private static final int OPAQUE = 0xFF;

  private SquareCrop() {}

  /**
   * The longer side of a thumbnail whose shorter side fills a square.
   *
   * @param side of the square, pixels
   * @param width of the image, in the same unit as its height
   * @param maxRatio limits the longer side to this multiple of the square; a longer strip is drawn
   *     at a lower resolution
   */
  static int longerSide(int side, int width, int height, int maxRatio) {
    double shape = (double) Math.max(width, height) / Math.max(1, Math.min(width, height));
    return (int) Math.ceil(side * Math.min(maxRatio, shape));
  }

  /**
   * Crops an image.
   *
   * @param side of the square, pixels
   * @param radius of its corners, pixels
   * @return side x side pixels, row-major, premultiplied 0xAARRGGBB
   */
  static int[] of(ArgbImage tile, int side, double radius) {
    int crop = Math.min(tile.width(), tile.height());
    int left = (tile.width() - crop) / 2;
    int top = (tile.height() - crop) / 2;
    int[] square = new int[side * side];
    double step = (double) crop / side;
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int argb =
            crop == side
                ? tile.argb()[(top + row) * tile.width() + left + column]
                : interpolate(tile, left, top, crop, (column + 0.5) * step, (row + 0.5) * step);
        int alpha = argb >>> 24;
        double inside = alpha * coverage(column, row, side, radius);
        square[row * side + column] =
            inside >= OPAQUE ? argb : premultiplied(argb, (int) Math.round(inside));
      }
    }
    return square;
  }

  /** Bilinear interpolation with repeated edge pixels. */
  private static int interpolate(ArgbImage tile, int left, int top, int crop, double x, double y) {
    double column = Math.max(0, Math.min(crop - 1, x - 0.5));
    double row = Math.max(0, Math.min(crop - 1, y - 0.5));
    int x0 = (int) column;
    int y0 = (int) row;
    int x1 = Math.min(crop - 1, x0 + 1);
    int y1 = Math.min(crop - 1, y0 + 1);
    int a = at(tile, left + x0, top + y0);
    int b = at(tile, left + x1, top + y0);
    int c = at(tile, left + x0, top + y1);
    int d = at(tile, left + x1, top + y1);
    double u = column - x0;
    double v = row - y0;
    int argb = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      double upper = (1 - u) * (a >>> shift & OPAQUE) + u * (b >>> shift & OPAQUE);
      double lower = (1 - u) * (c >>> shift & OPAQUE) + u * (d >>> shift & OPAQUE);
      argb |= (int) Math.round((1 - v) * upper + v * lower) << shift;
    }
    return argb;
  }

  private static int at(ArgbImage tile, int column, int row) {
    return tile.argb()[row * tile.width() + column];
  }

  /** The share of a pixel inside the rounded corners. */
  private static double coverage(int column, int row, int side, double radius) {
    double x = Math.min(column + 0.5, side - column - 0.5);
    double y = Math.min(row + 0.5, side - row - 0.5);
    if (x >= radius || y >= radius) {
      return 1;
    }
    return Math.max(0, Math.min(1, radius + 0.5 - Math.hypot(radius - x, radius - y)));
  }

  /** A color with another alpha, premultiplied. */
  static int premultiplied(int argb, int alpha) {
    int red = (argb >> 16 & OPAQUE) * alpha / OPAQUE;
    int green = (argb >> 8 & OPAQUE) * alpha / OPAQUE;
    int blue = (argb & OPAQUE) * alpha / OPAQUE;
    return alpha << 24 | red << 16 | green << 8 | blue;
  }
}
