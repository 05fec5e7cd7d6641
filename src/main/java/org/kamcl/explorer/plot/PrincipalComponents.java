package org.kamcl.explorer.plot;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;

/**
 * The directions in which vectors differ most. Computed from the covariance matrix by subspace
 * iteration (Golub and Van Loan, Matrix Computations, 4th edition, 8.2.4). Immutable.
 */
public final class PrincipalComponents {
  /** Further directions, which make the iteration converge faster. */
  private static final int EXTRA = 12;

  private static final int MOST_ITERATIONS = 300;

  /** Largest relative change of a variance between two iterations. */
  private static final double TOLERANCE = 1e-10;

  /** Vectors whose products are summed in single precision. */
  private static final int BLOCK = 256;

  /** Rows of the covariance matrix per part. */
  private static final int GRAIN = 16;

  private final double[] mean;
  private final double[][] axes;
  private final double[] variances;

  private PrincipalComponents(double[] mean, double[][] axes, double[] variances) {
    this.mean = mean;
    this.axes = axes;
    this.variances = variances;
  }

  /**
   * Finds the first components. The largest value of each is positive, so that equal vectors have
   * equal components.
   *
   * @param vectors at least one, of equal length
   * @param components number of components; fewer are found if the vectors are shorter
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static PrincipalComponents of(float[][] vectors, int components, Parallel parallel) {
    int dimension = vectors[0].length;
    double[] mean = new double[dimension];
    for (float[] vector : vectors) {
      for (int d = 0; d < dimension; d++) {
        mean[d] += vector[d];
      }
    }
    for (int d = 0; d < dimension; d++) {
      mean[d] /= vectors.length;
    }
    double[][] covariance = covariance(vectors, mean, parallel);
    int found = Math.min(components, dimension);
    double[][] basis = start(dimension, Math.min(dimension, found + EXTRA));
    double[] values = new double[basis.length];
    for (int i = 0; i < MOST_ITERATIONS; i++) {
      if (parallel.cancelled().getAsBoolean()) {
        throw new CancellationException();
      }
      double[][] next = times(basis, covariance);
      double[][] small = new double[basis.length][basis.length];
      for (int r = 0; r < basis.length; r++) {
        for (int c = 0; c < basis.length; c++) {
          small[r][c] = dot(basis[r], next[c]);
        }
      }
      SymmetricEigen eigen = SymmetricEigen.of(small);
      basis = combine(eigen.vectors(), next);
      orthonormalize(basis);
      boolean converged = converged(values, eigen.values(), found);
      values = eigen.values();
      if (converged) {
        break;
      }
    }
    double[][] axes = Arrays.copyOf(basis, found);
    for (double[] axis : axes) {
      pointUp(axis);
    }
    return new PrincipalComponents(mean, axes, Arrays.copyOf(values, found));
  }

  /** The covariance matrix, divided by the number of vectors. */
  private static double[][] covariance(float[][] vectors, double[] mean, Parallel parallel) {
    int dimension = mean.length;
    float[][] centered = new float[vectors.length][dimension];
    for (int i = 0; i < vectors.length; i++) {
      for (int d = 0; d < dimension; d++) {
        centered[i][d] = (float) (vectors[i][d] - mean[d]);
      }
    }
    double[][] sums = new double[dimension][dimension];
    parallel.run(
        dimension,
        GRAIN,
        (from, to) -> {
          float[][] partial = new float[to - from][dimension];
          for (int start = 0; start < centered.length; start += BLOCK) {
            int end = Math.min(centered.length, start + BLOCK);
            for (int r = from; r < to; r++) {
              float[] row = partial[r - from];
              Arrays.fill(row, 0);
              for (int i = start; i < end; i++) {
                addScaled(row, centered[i], centered[i][r]);
              }
              for (int c = 0; c < dimension; c++) {
                sums[r][c] += row[c];
              }
            }
          }
        });
    for (double[] row : sums) {
      for (int c = 0; c < dimension; c++) {
        row[c] /= vectors.length;
      }
    }
    return sums;
  }

  private static void addScaled(float[] sum, float[] vector, float factor) {
    for (int c = 0; c < sum.length; c++) {
      sum[c] += factor * vector[c];
    }
  }

  private static void addScaled(double[] sum, double[] vector, double factor) {
    for (int c = 0; c < sum.length; c++) {
      sum[c] += factor * vector[c];
    }
  }

  private static double[][] start(int dimension, int count) {
    Random random = new Random(1);
    double[][] basis = new double[count][dimension];
    for (double[] vector : basis) {
      Arrays.setAll(vector, d -> random.nextGaussian());
    }
    orthonormalize(basis);
    return basis;
  }

  /** Each row times a symmetric matrix. */
  private static double[][] times(double[][] rows, double[][] matrix) {
    double[][] product = new double[rows.length][matrix.length];
    for (int r = 0; r < rows.length; r++) {
      for (int k = 0; k < matrix.length; k++) {
        addScaled(product[r], matrix[k], rows[r][k]);
      }
    }
    return product;
  }

  private static double[][] combine(double[][] weights, double[][] rows) {
    double[][] combined = new double[weights.length][rows[0].length];
    for (int r = 0; r < weights.length; r++) {
      for (int k = 0; k < rows.length; k++) {
        addScaled(combined[r], rows[k], weights[r][k]);
      }
    }
    return combined;
  }

  /** Gram-Schmidt, twice, because once is not exact. A direction without variance is replaced. */
  private static void orthonormalize(double[][] rows) {
    for (int r = 0; r < rows.length; r++) {
      for (int attempt = 0; ; attempt++) {
        double before = Math.sqrt(dot(rows[r], rows[r]));
        for (int pass = 0; pass < 2; pass++) {
          for (int p = 0; p < r; p++) {
            addScaled(rows[r], rows[p], -dot(rows[r], rows[p]));
          }
        }
        double length = Math.sqrt(dot(rows[r], rows[r]));
        if (length > 1e-12 * before && length > 0) {
          for (int d = 0; d < rows[r].length; d++) {
            rows[r][d] /= length;
          }
          break;
        }
        Arrays.fill(rows[r], 0);
        rows[r][(r + attempt) % rows[r].length] = 1;
      }
    }
  }

  private static boolean converged(double[] before, double[] now, int count) {
    for (int i = 0; i < count; i++) {
      if (Math.abs(now[i] - before[i]) > TOLERANCE * Math.max(now[0], Double.MIN_NORMAL)) {
        return false;
      }
    }
    return true;
  }

  private static void pointUp(double[] axis) {
    int largest = 0;
    for (int d = 1; d < axis.length; d++) {
      if (Math.abs(axis[d]) > Math.abs(axis[largest]) + 1e-9) {
        largest = d;
      }
    }
    if (axis[largest] < 0) {
      for (int d = 0; d < axis.length; d++) {
        axis[d] = -axis[d];
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Number of components. */
  public int size() {
    return axes.length;
  }

  /** A component: a unit vector. */
  public double[] axis(int component) {
    return axes[component].clone();
  }

  /** The variance along a component; it does not increase from one to the next. */
  public double variance(int component) {
    return variances[component];
  }

  /** The coordinates of vectors along the components, [vectors][components]. */
  public float[][] project(float[][] vectors) {
    float[][] projected = new float[vectors.length][axes.length];
    double[] centered = new double[mean.length];
    for (int i = 0; i < vectors.length; i++) {
      for (int d = 0; d < mean.length; d++) {
        centered[d] = vectors[i][d] - mean[d];
      }
      for (int c = 0; c < axes.length; c++) {
        projected[i][c] = (float) dot(axes[c], centered);
      }
    }
    return projected;
  }
}
