package org.kamcl.explorer.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
  @Test
  void componentsOfKnownPointsHaveTheKnownDirectionsAndVariances() {
    // Covariance [[2, 1], [1, 2]] divided by 1: eigenvalues 3 and 1 along (1, 1) and (1, -1).
    double a = Math.sqrt(6);
    double b = Math.sqrt(2);
    float[][] points = new float[4][2];
    double[][] exact = {
      {a / Math.sqrt(2), a / Math.sqrt(2)},
      {-a / Math.sqrt(2), -a / Math.sqrt(2)},
      {b / Math.sqrt(2), -b / Math.sqrt(2)},
      {-b / Math.sqrt(2), b / Math.sqrt(2)}
    };
    for (int i = 0; i < 4; i++) {
      points[i][0] = (float) (exact[i][0] + 5);
      points[i][1] = (float) (exact[i][1] - 7);
    }
    PrincipalComponents found = PrincipalComponents.of(points, 2, Parallel.NONE);
    assertEquals(3, found.variance(0), 1e-5);
    assertEquals(1, found.variance(1), 1e-5);
    double half = Math.sqrt(0.5);
    assertArrayEquals(new double[] {half, half}, found.axis(0), 1e-5);
    assertEquals(0, found.axis(1)[0] + found.axis(1)[1], 1e-5);
    assertEquals(Math.sqrt(6), found.project(points)[0][0], 1e-5);
    assertEquals(0, found.project(points)[0][1], 1e-5);
  }

  /** Vectors with a known variance along each of some random orthogonal directions. */
  private static float[][] spread(double[][] axes, double[] deviations, int count) {
    Random random = new Random(3);
    int dimension = axes[0].length;
    float[][] vectors = new float[count][dimension];
    for (float[] vector : vectors) {
      for (int a = 0; a < axes.length; a++) {
        double value = random.nextGaussian() * deviations[a];
        for (int d = 0; d < dimension; d++) {
          vector[d] += (float) (value * axes[a][d]);
        }
      }
    }
    return vectors;
  }

  @Test
  void manyDimensionsAreReducedToThoseOfLargestVariance() {
    int dimension = 120;
    Random random = new Random(2);
    double[][] matrix = new double[dimension][dimension];
    for (int r = 0; r < dimension; r++) {
      for (int c = 0; c <= r; c++) {
        matrix[r][c] = random.nextGaussian();
        matrix[c][r] = matrix[r][c];
      }
    }
    double[][] axes = SymmetricEigen.of(matrix).vectors();
    double[] deviations = new double[dimension];
    for (int d = 0; d < dimension; d++) {
      deviations[d] = d < 3 ? 10 - 2 * d : 0.5;
    }
    PrincipalComponents found =
        PrincipalComponents.of(spread(axes, deviations, 4000), 3, Parallel.NONE);
    for (int a = 0; a < 3; a++) {
      double[] axis = found.axis(a);
      double cosine = 0;
      for (int d = 0; d < dimension; d++) {
        cosine += axis[d] * axes[a][d];
      }
      assertEquals(1, Math.abs(cosine), 0.01, "direction " + a);
      assertEquals(deviations[a] * deviations[a], found.variance(a), deviations[a] * 1.5);
    }
  }

  @Test
  void theVariancesAreThoseOfTheProjections() {
    Random random = new Random(4);
    float[][] vectors = new float[500][30];
    for (float[] vector : vectors) {
      for (int d = 0; d < vector.length; d++) {
        vector[d] = (float) (random.nextGaussian() * (1 + d % 7));
      }
    }
    PrincipalComponents found = PrincipalComponents.of(vectors, 30, Parallel.NONE);
    float[][] projected = found.project(vectors);
    double total = 0;
    for (int c = 0; c < 30; c++) {
      double squares = 0;
      for (float[] row : projected) {
        squares += (double) row[c] * row[c];
      }
      assertEquals(found.variance(c), squares / 500, 1e-3 * found.variance(0), "component " + c);
      total += found.variance(c);
    }
    double all = 0;
    for (int d = 0; d < 30; d++) {
      double mean = 0;
      for (float[] vector : vectors) {
        mean += vector[d] / 500.0;
      }
      for (float[] vector : vectors) {
        all += (vector[d] - mean) * (vector[d] - mean) / 500;
      }
    }
    assertEquals(all, total, 1e-4 * all, "rotation keeps the variance");
  }

  @Test
  void equalVectorsHaveNoVarianceButComponents() {
    float[][] vectors = new float[10][6];
    PrincipalComponents found = PrincipalComponents.of(vectors, 2, Parallel.NONE);
    assertEquals(0, found.variance(0));
    assertArrayEquals(new float[] {0, 0}, found.project(vectors)[0]);
  }

  @Test
  void theWorkCanBeCancelled() {
    assertThrows(
        CancellationException.class,
        () ->
            PrincipalComponents.of(new float[100][6], 2, new Parallel(Runnable::run, () -> true)));
  }
}
