package org.kamcl.engine.image;

/** The filters images are resized with. */
public enum Resampling {
  /** A triangle. */
  BILINEAR(1) {
    @Override
    double weight(double distance) {
      return Math.max(0, 1 - Math.abs(distance));
    }
  },
  /** Keys' cubic convolution with a = -0.5. (IEEE TASSP 29, 1981.) */
  BICUBIC(2) {
    @Override
    double weight(double distance) {
      double x = Math.abs(distance);
      if (x < 1) {
        return ((A + 2) * x - (A + 3)) * x * x + 1;
      }
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }
  };

  private static final double A = -0.5;

  private final double radius;

  Resampling(double radius) {
    this.radius = radius;
  }

  /** Beyond this distance from the center, in pixels, weights are 0. */
  double radius() {
    return radius;
  }

  /** The weight of a pixel, before all are divided by their sum. */
  abstract double weight(double distance);
}
