package org.kamcl.explorer.map;

import org.kamcl.explorer.domain.ArgbImage;

/**
 * Draws an image into a shape with four curved sides: positions inside are interpolated between the
 * sides (Coons, Surfaces for Computer-Aided Design of Space Forms, 1967), and the position in the
 * image of a pixel is found by Newton's method.
 */
final class CurvedImageWarp implements CoverageRasterizer.Paint {
  private static final int MAX_STEPS = 8;

  /** Close enough, pixels. */
  private static final double TOLERANCE = 0.05;

  /** For the derivatives, as a part of the image. */
  private static final double DELTA = 1e-4;

  private final ImageSampler sampler;
  private final double[] ring;

  /** Points per side. */
  private final int perSide;

  /** The last position, from which the next search begins: pixels are drawn in order. */
  private double u = 0.5;

  private double v = 0.5;

  /**
   * @param ring of the image in pixels, beginning with its first pixel and going along its first
   *     row, with the same number of points on each side
   */
  CurvedImageWarp(ArgbImage image, double[] ring) {
    this.sampler = new ImageSampler(image);
    this.ring = ring.clone();
    this.perSide = ring.length / 8;
  }

  @Override
  public int at(int column, int row) {
    for (int step = 0; step < MAX_STEPS && !improve(column + 0.5, row + 0.5); step++) {
      u = Math.max(0, Math.min(1, u));
      v = Math.max(0, Math.min(1, v));
    }
    return sampler.at(u, v);
  }

  /** One step towards a pixel; whether it is reached. */
  private boolean improve(double x, double y) {
    double dx = x - position(u, v, 0);
    double dy = y - position(u, v, 1);
    if (Math.hypot(dx, dy) < TOLERANCE) {
      return true;
    }
    double du = u > 0.5 ? -DELTA : DELTA;
    double dv = v > 0.5 ? -DELTA : DELTA;
    double xu = (position(u + du, v, 0) - position(u, v, 0)) / du;
    double yu = (position(u + du, v, 1) - position(u, v, 1)) / du;
    double xv = (position(u, v + dv, 0) - position(u, v, 0)) / dv;
    double yv = (position(u, v + dv, 1) - position(u, v, 1)) / dv;
    double area = xu * yv - xv * yu;
    if (area == 0) {
      return true;
    }
    u += (dx * yv - dy * xv) / area;
    v += (dy * xu - dx * yu) / area;
    return false;
  }

  /**
   * Where a position of the image is drawn.
   *
   * @param axis 0 for x, 1 for y
   */
  private double position(double right, double down, int axis) {
    double sides =
        (1 - down) * side(0, right, axis)
            + right * side(1, down, axis)
            + down * side(2, 1 - right, axis)
            + (1 - right) * side(3, 1 - down, axis);
    double corners =
        (1 - down) * ((1 - right) * corner(0, axis) + right * corner(1, axis))
            + down * (right * corner(2, axis) + (1 - right) * corner(3, axis));
    return sides - corners;
  }

  private double corner(int corner, int axis) {
    return ring[2 * corner * perSide + axis];
  }

  /** A point of a side, by its share of the way to the next corner. */
  private double side(int side, double share, int axis) {
    double at = Math.max(0, Math.min(1, share)) * perSide;
    int first = Math.min(perSide - 1, (int) at);
    int from = 2 * (side * perSide + first);
    int to = (from + 2) % ring.length;
    return ring[from + axis] + (at - first) * (ring[to + axis] - ring[from + axis]);
  }
}
