package org.kamcl.explorer.geo;

import java.util.List;
import java.util.Optional;

/** Fits a polynomial transform to ground control points: of the lowest degree that fits. */
final class GroundControlPoints {
  /** Largest residual of a transform that is used, in pixels. */
  private static final double MAX_RESIDUAL_PIXELS = 3;

  private static final double GOOD_RESIDUAL_PIXELS = 0.5;

  /** Pixels whose sides differ by less than this factor are equally plausible. */
  private static final double SAME_SHAPE = 1.1;

  private GroundControlPoints() {}

  /**
   * A ground control point.
   *
   * @param column from the outer corner of the first pixel
   * @param row from the outer corner of the first pixel
   */
  record Gcp(double column, double row, double x, double y) {}

  /**
   * A transform.
   *
   * @param maxResidual largest residual of a point, in pixels
   */
  record Fit(PixelToCrs transform, double maxResidual) {}

  /**
   * The transform of the lowest degree (1 to 3) with small residuals, or the best one. Longitudes
   * may jump at the antimeridian: the points are also fitted with longitudes that continue there,
   * and the transform whose pixels are closer to a square on the ground is used.
   *
   * @param turn the width of the world in the unit of x; 0 if x does not jump
   * @param geographic whether the coordinates are longitudes and latitudes
   * @return empty if there are too few points, none fits, or both readings are equally plausible
   */
  static Optional<Fit> fit(List<Gcp> points, double turn, boolean geographic) {
    Optional<Fit> plain = fit(points);
    double west = points.stream().mapToDouble(Gcp::x).min().orElse(0);
    double east = points.stream().mapToDouble(Gcp::x).max().orElse(0);
    if (turn == 0 || east - west <= turn / 2) {
      return plain;
    }
    List<Gcp> moved =
        points.stream()
            .map(p -> p.x < (west + east) / 2 ? new Gcp(p.column, p.row, p.x + turn, p.y) : p)
            .toList();
    Optional<Fit> continued = fit(moved);
    if (plain.isEmpty() || continued.isEmpty()) {
      return plain.or(() -> continued);
    }
    double circle = geographic ? turn : Double.POSITIVE_INFINITY;
    double factor =
        elongation(plain.get(), points, circle) / elongation(continued.get(), moved, circle);
    if (factor < SAME_SHAPE && factor > 1 / SAME_SHAPE) {
      return Optional.empty();
    }
    return factor < 1 ? plain : continued;
  }

  /**
   * The longer side of the pixel in the middle of the points, as a multiple of the shorter one.
   *
   * @param circle a full circle in the unit of the latitudes; infinite if y is no latitude
   */
  private static double elongation(Fit fit, List<Gcp> points, double circle) {
    double column = range(points.stream().mapToDouble(Gcp::column).toArray())[0];
    double row = range(points.stream().mapToDouble(Gcp::row).toArray())[0];
    double[] at = {column, row};
    double[] right = {column + 1, row};
    double[] below = {column, row + 1};
    fit.transform.transform(at);
    fit.transform.transform(right);
    fit.transform.transform(below);
    double shrink = Math.cos(2 * Math.PI * at[1] / circle);
    double across = Math.hypot((right[0] - at[0]) * shrink, right[1] - at[1]);
    double down = Math.hypot((below[0] - at[0]) * shrink, below[1] - at[1]);
    return Math.max(across, down) / Math.min(across, down);
  }

  /** The transform of points whose coordinates do not jump. */
  private static Optional<Fit> fit(List<Gcp> points) {
    Optional<Fit> best = Optional.empty();
    int[] needed = {4, 9, 16};
    for (int degree = 1; degree <= 3; degree++) {
      // Three points always fit exactly, which proves nothing, but is all there is.
      int least = degree == 1 && points.size() == 3 ? 3 : needed[degree - 1];
      if (points.size() < least) {
        break;
      }
      Optional<Fit> fit = fitPolynomial(points, degree);
      if (fit.isPresent()
          && (best.isEmpty() || fit.get().maxResidual < best.get().maxResidual / 2)) {
        best = fit;
      }
      if (best.isPresent() && best.get().maxResidual <= GOOD_RESIDUAL_PIXELS) {
        break;
      }
    }
    return best.filter(f -> f.maxResidual <= MAX_RESIDUAL_PIXELS);
  }

  private static Optional<Fit> fitPolynomial(List<Gcp> points, int degree) {
    double[] c = range(points.stream().mapToDouble(Gcp::column).toArray());
    double[] r = range(points.stream().mapToDouble(Gcp::row).toArray());
    double[] x = range(points.stream().mapToDouble(Gcp::x).toArray());
    double[] y = range(points.stream().mapToDouble(Gcp::y).toArray());
    int terms = (degree + 1) * (degree + 2) / 2;
    double[][] normal = new double[terms][terms + 2];
    for (Gcp p : points) {
      double[] t = terms(scaled(p.column, c), scaled(p.row, r), degree);
      for (int i = 0; i < terms; i++) {
        for (int j = 0; j < terms; j++) {
          normal[i][j] += t[i] * t[j];
        }
        normal[i][terms] += t[i] * scaled(p.x, x);
        normal[i][terms + 1] += t[i] * scaled(p.y, y);
      }
    }
    if (!solve(normal, terms)) {
      return Optional.empty();
    }
    PixelToCrs map =
        xy -> {
          double[] t = terms(scaled(xy[0], c), scaled(xy[1], r), degree);
          double u = 0;
          double v = 0;
          for (int i = 0; i < terms; i++) {
            u += t[i] * normal[i][terms];
            v += t[i] * normal[i][terms + 1];
          }
          xy[0] = u * x[1] + x[0];
          xy[1] = v * y[1] + y[0];
        };
    return Optional.of(new Fit(map, maxResidual(points, map)));
  }

  private static double maxResidual(List<Gcp> points, PixelToCrs map) {
    double worst = 0;
    for (Gcp p : points) {
      double[] at = {p.column, p.row};
      double[] right = {p.column + 1, p.row};
      double[] below = {p.column, p.row + 1};
      map.transform(at);
      map.transform(right);
      map.transform(below);
      double size =
          Math.max(
              Math.hypot(right[0] - at[0], right[1] - at[1]),
              Math.hypot(below[0] - at[0], below[1] - at[1]));
      double error = Math.hypot(at[0] - p.x, at[1] - p.y) / size;
      worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(worst, error);
    }
    return worst;
  }

  /** Center and half width of the values. */
  private static double[] range(double[] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double v : values) {
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
    return new double[] {(low + high) / 2, Math.max((high - low) / 2, 1e-9)};
  }

  private static double scaled(double value, double[] range) {
    return (value - range[0]) / range[1];
  }

  private static double[] terms(double u, double v, int degree) {
    return switch (degree) {
      case 1 -> new double[] {1, u, v};
      case 2 -> new double[] {1, u, v, u * u, u * v, v * v};
      default ->
          new double[] {1, u, v, u * u, u * v, v * v, u * u * u, u * u * v, u * v * v, v * v * v};
    };
  }

  /** Gauss-Jordan elimination with partial pivoting; false for a singular matrix. */
  private static boolean solve(double[][] a, int n) {
    for (int i = 0; i < n; i++) {
      int pivot = i;
      for (int k = i + 1; k < n; k++) {
        pivot = Math.abs(a[k][i]) > Math.abs(a[pivot][i]) ? k : pivot;
      }
      if (!(Math.abs(a[pivot][i]) > 1e-9)) {
        return false;
      }
      double[] row = a[pivot];
      a[pivot] = a[i];
      a[i] = row;
      for (int j = n + 1; j >= i; j--) {
        row[j] /= row[i];
      }
      for (int k = 0; k < n; k++) {
        if (k != i) {
          double factor = a[k][i];
          for (int j = i; j < n + 2; j++) {
            a[k][j] -= factor * row[j];
          }
        }
      }
    }
    return true;
  }
}
