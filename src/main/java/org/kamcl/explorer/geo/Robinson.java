package org.kamcl.explorer.geo;

/**
 * Robinson's projection: a table of parallels (A. H. Robinson, A new map projection, 1974) with a
 * cubic spline in between. The spline runs from pole to pole and has continuous third derivatives
 * next to both of them, as the one of PROJ, from which it differs by less than 3 m.
 */
final class Robinson implements PlaneProjection {
  private static final double SCALE_X = 0.8487;
  private static final double SCALE_Y = 1.3523;
  private static final double STEP = Math.toRadians(5);

  /** Length of the parallels from the equator on, relative to the equator. */
  private static final double[] LENGTHS = {
    1, 0.9986, 0.9954, 0.99, 0.9822, 0.973, 0.96, 0.9427, 0.9216, 0.8962, 0.8679, 0.835, 0.7986,
    0.7597, 0.7186, 0.6732, 0.6213, 0.5722, 0.5322
  };

  /** Distance of the parallels from the equator, relative to that of the poles. */
  private static final double[] DISTANCES = {
    0, 0.062, 0.124, 0.186, 0.248, 0.31, 0.372, 0.434, 0.4958, 0.5571, 0.6176, 0.6769, 0.7346,
    0.7903, 0.8435, 0.8936, 0.9394, 0.9761, 1
  };

  private static final Spline LENGTH = new Spline(LENGTHS, 1);
  private static final Spline DISTANCE = new Spline(DISTANCES, -1);

  private final double radius;

  /**
   * @param radius of the sphere, meters; an ellipsoid counts as a sphere of its semi-major axis
   */
  Robinson(double radius) {
    this.radius = radius;
  }

  @Override
  public void project(double[] p) {
    double latitude = p[1];
    p[0] = radius * SCALE_X * LENGTH.at(latitude) * p[0];
    p[1] = radius * SCALE_Y * DISTANCE.at(latitude);
  }

  @Override
  public void unproject(double[] p) {
    double distance = p[1] / (radius * SCALE_Y);
    if (!(Math.abs(distance) <= 1)) {
      p[0] = Double.NaN;
      p[1] = Double.NaN;
      return;
    }
    // Distances increase with the latitude.
    double low = -Math.PI / 2;
    double high = Math.PI / 2;
    while (high - low > 1e-13) {
      double middle = (low + high) / 2;
      if (DISTANCE.at(middle) < distance) {
        low = middle;
      } else {
        high = middle;
      }
    }
    p[1] = (low + high) / 2;
    p[0] = p[0] / (radius * SCALE_X * LENGTH.at(p[1]));
  }

  /** A cubic spline over latitudes in equal steps, "not a knot" at both ends. */
  private static final class Spline {
    private final double[] values;
    private final double[] curvatures;

    /**
     * @param north values from the equator to the north pole
     * @param parity of the southern values: 1 equal, -1 opposite
     */
    Spline(double[] north, int parity) {
      int last = north.length - 1;
      values = new double[2 * last + 1];
      for (int i = 0; i <= last; i++) {
        values[last + i] = north[i];
        values[last - i] = i == 0 ? north[0] : parity * north[i];
      }
      curvatures = solved();
    }

    /** The second derivatives, in units of the step. */
    private double[] solved() {
      int n = values.length;
      double[] diagonal = new double[n];
      double[] right = new double[n];
      // The ends continue the neighboring polynomial: m0 = 2 m1 - m2.
      for (int i = 1; i < n - 1; i++) {
        diagonal[i] = i == 1 || i == n - 2 ? 6 : 4;
        right[i] = 6 * (values[i - 1] - 2 * values[i] + values[i + 1]);
      }
      for (int i = 2; i < n - 1; i++) {
        // At the first row, m0 cancels the part of m2; at the last, m(n-1) that of m(n-3).
        double above = i == 2 ? 0 : 1;
        double below = i == n - 2 ? 0 : 1;
        double factor = below / diagonal[i - 1];
        diagonal[i] -= factor * above;
        right[i] -= factor * right[i - 1];
      }
      double[] m = new double[n];
      m[n - 2] = right[n - 2] / diagonal[n - 2];
      for (int i = n - 3; i >= 1; i--) {
        double above = i == 1 ? 0 : 1;
        m[i] = (right[i] - above * m[i + 1]) / diagonal[i];
      }
      m[0] = 2 * m[1] - m[2];
      m[n - 1] = 2 * m[n - 2] - m[n - 3];
      return m;
    }

    double at(double latitude) {
      double place = (latitude + Math.PI / 2) / STEP;
      int i = (int) Math.max(0, Math.min(values.length - 2.0, Math.floor(place)));
      double t = place - i;
      double s = 1 - t;
      return s * values[i]
          + t * values[i + 1]
          + ((s * s * s - s) * curvatures[i] + (t * t * t - t) * curvatures[i + 1]) / 6;
    }
  }
}
