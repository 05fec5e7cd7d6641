package org.kamcl.explorer.ui.concepts;

import java.util.Arrays;
import java.util.BitSet;

/** Draws points as discs into pixels: fast enough for each frame, also for 20,000 of them. */
final class PlotPainter {
  /** Steps of the radius, so that few discs are kept. */
  private static final double RADIUS_STEP = 0.25;

  private static final int OPAQUE = 255;
  private static final int POINT_ALPHA = 205;
  private static final int UNSELECTED_ALPHA = 95;

  private int[] disc = {OPAQUE};
  private int side = 1;
  private double discRadius = -1;

  /**
   * Draws all points: gray ones below, selected ones on top.
   *
   * @param pixels premultiplied ARGB, overwritten
   * @param scale physical pixels per pixel
   * @param x coordinates of the points
   * @param y coordinates of the points
   * @param colors 0xRRGGBB of each point
   * @param selected selected points; if there are any, the others are gray
   * @param gray color of the others, 0xRRGGBB
   */
  void paint(
      int[] pixels,
      int width,
      double scale,
      PlotViewport view,
      float[] x,
      float[] y,
      int[] colors,
      BitSet selected,
      int gray) {
    Arrays.fill(pixels, 0);
    int height = pixels.length / Math.max(1, width);
    double radius = radius(x.length, view.magnification()) * scale;
    prepare(radius);
    boolean some = !selected.isEmpty();
    for (int i = 0; i < x.length; i++) {
      if (!some || !selected.get(i)) {
        stamp(
            pixels,
            width,
            height,
            (int) Math.round(view.pixelX(x[i]) * scale),
            (int) Math.round(view.pixelY(y[i]) * scale),
            some ? gray : colors[i],
            some ? UNSELECTED_ALPHA : POINT_ALPHA);
      }
    }
    for (int i = selected.nextSetBit(0); i >= 0 && i < x.length; i = selected.nextSetBit(i + 1)) {
      stamp(
          pixels,
          width,
          height,
          (int) Math.round(view.pixelX(x[i]) * scale),
          (int) Math.round(view.pixelY(y[i]) * scale),
          colors[i],
          OPAQUE);
    }
  }

  /** Radius of a point, pixels: larger for few points, and when they are looked at closely. */
  static double radius(int points, double magnification) {
    double base = points > 5_000 ? 1.9 : points > 800 ? 2.6 : 3.6;
    return Math.min(7, base * Math.pow(Math.max(1, magnification), 0.3));
  }

  private void prepare(double radius) {
    double rounded = Math.round(radius / RADIUS_STEP) * RADIUS_STEP;
    if (rounded == discRadius) {
      return;
    }
    discRadius = rounded;
    int half = (int) Math.ceil(rounded);
    side = 2 * half + 1;
    disc = new int[side * side];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double distance = Math.hypot(row - half, column - half);
        double cover = Math.max(0, Math.min(1, rounded + 0.5 - distance));
        disc[row * side + column] = (int) Math.round(OPAQUE * cover);
      }
    }
  }

  private void stamp(
      int[] pixels, int width, int height, int centerX, int centerY, int color, int alpha) {
    int left = centerX - side / 2;
    int top = centerY - side / 2;
    if (left >= width || top >= height || left + side <= 0 || top + side <= 0) {
      return;
    }
    int firstRow = Math.max(0, -top);
    int lastRow = Math.min(side, height - top);
    int firstColumn = Math.max(0, -left);
    int lastColumn = Math.min(side, width - left);
    int red = color >> 16 & 0xff;
    int green = color >> 8 & 0xff;
    int blue = color & 0xff;
    for (int row = firstRow; row < lastRow; row++) {
      int at = (top + row) * width + left;
      int mask = row * side;
      for (int column = firstColumn; column < lastColumn; column++) {
        int cover = disc[mask + column] * alpha / OPAQUE;
        if (cover != 0) {
          int below = pixels[at + column];
          int rest = OPAQUE - cover;
          pixels[at + column] =
              ((cover + (below >>> 24) * rest / OPAQUE) << 24)
                  | (blend(red, cover, below >> 16, rest) << 16)
                  | (blend(green, cover, below >> 8, rest) << 8)
                  | blend(blue, cover, below, rest);
        }
      }
    }
  }

  /** One channel of a color over what is below. */
  private static int blend(int channel, int cover, int below, int rest) {
    return (channel * cover + (below & 0xff) * rest) / OPAQUE;
  }
}
