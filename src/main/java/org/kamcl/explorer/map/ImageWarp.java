package org.kamcl.explorer.map;

import org.kamcl.explorer.domain.ArgbImage;

/** Draws an image into a quadrilateral by a projective transform with bilinear interpolation. */
final class ImageWarp implements CoverageRasterizer.Paint {
  private static final int OPAQUE = 0xFF;

  private final ArgbImage image;

  /** Transforms a map pixel to the unit square of the image, in homogeneous coordinates. */
  private final double[] inverse;

  /**
   * @param corners of the image on the map tile, beginning with its first pixel and going along its
   *     first row: four points x, y, in pixels
   */
  ImageWarp(ArgbImage image, double[] corners) {
    this.image = image;
    this.inverse = inverse(corners);
  }

  /**
   * The inverse of the transform from the unit square to four corners (Heckbert, Fundamentals of
   * Texture Mapping and Image Warping, 1989, section 2.2.3).
   */
  private static double[] inverse(double[] c) {
    double dx1 = c[2] - c[4];
    double dx2 = c[6] - c[4];
    double dy1 = c[3] - c[5];
    double dy2 = c[7] - c[5];
    double sx = c[0] - c[2] + c[4] - c[6];
    double sy = c[1] - c[3] + c[5] - c[7];
    double area = dx1 * dy2 - dx2 * dy1;
    double g = area == 0 ? 0 : (sx * dy2 - dx2 * sy) / area;
    double h = area == 0 ? 0 : (dx1 * sy - sx * dy1) / area;
    double a = c[2] - c[0] + g * c[2];
    double b = c[6] - c[0] + h * c[6];
    double d = c[3] - c[1] + g * c[3];
    double e = c[7] - c[1] + h * c[7];
    return new double[] {
      e - c[1] * h,
      c[0] * h - b,
      b * c[1] - c[0] * e,
      c[1] * g - d,
      a - c[0] * g,
      c[0] * d - a * c[1],
      d * h - e * g,
      b * g - a * h,
      a * e - b * d
    };
  }

  @Override
  public int at(int column, int row) {
    double x = column + 0.5;
    double y = row + 0.5;
    double w = inverse[6] * x + inverse[7] * y + inverse[8];
    double u = (inverse[0] * x + inverse[1] * y + inverse[2]) / w * image.width() - 0.5;
    double v = (inverse[3] * x + inverse[4] * y + inverse[5]) / w * image.height() - 0.5;
    return interpolate(u, v);
  }

  private int interpolate(double u, double v) {
    double x = Math.max(0, Math.min(image.width() - 1.0, u));
    double y = Math.max(0, Math.min(image.height() - 1.0, v));
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
