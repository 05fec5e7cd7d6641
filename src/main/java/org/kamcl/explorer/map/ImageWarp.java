package org.kamcl.explorer.map;

import org.kamcl.explorer.domain.ArgbImage;

/** Draws an image into a quadrilateral by a projective transform. */
final class ImageWarp implements CoverageRasterizer.Paint {
  private final ImageSampler sampler;

  /** Transforms a map pixel to the unit square of the image, in homogeneous coordinates. */
  private final double[] inverse;

  /**
   * The paint that fills a ring with its image.
   *
   * @param ring of the image in pixels, beginning with its first pixel and going along its first
   *     row, with the same number of points on each side
   */
  static CoverageRasterizer.Paint of(ArgbImage image, double[] ring) {
    return ring.length == 8 ? new ImageWarp(image, ring) : new CurvedImageWarp(image, ring);
  }

  /**
   * @param corners of the image on the map tile, beginning with its first pixel and going along its
   *     first row: four points x, y, in pixels
   */
  ImageWarp(ArgbImage image, double[] corners) {
    this.sampler = new ImageSampler(image);
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
    double u = (inverse[0] * x + inverse[1] * y + inverse[2]) / w;
    double v = (inverse[3] * x + inverse[4] * y + inverse[5]) / w;
    return sampler.at(u, v);
  }
}
