package org.kamcl.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SortPoolingTest {

  private static float pooled(float[] column, float[] weights) {
    float[] sorted = column.clone();
    Arrays.sort(sorted);
    double sum = 0;
    for (int i = 0; i < sorted.length; i++) {
      sum += (double) weights[i] * sorted[sorted.length - 1 - i];
    }
    return (float) sum;
  }

  private static float[] values(Random random, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      // Ties, negative zeros and very different magnitudes are the difficult cases.
      values[i] =
          switch (random.nextInt(8)) {
            case 0 -> -0f;
            case 1 -> 0f;
            case 2 -> random.nextInt(3);
            case 3 -> random.nextFloat() * 1e6f;
            default -> (float) random.nextGaussian();
          };
    }
    return values;
  }

  private static float[] weights(Random random, int n) {
    float[] weights = new float[n];
    for (int i = 0; i < n; i++) {
      weights[i] = random.nextFloat() / n;
    }
    return weights;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 6, 7, 16, 25, 64, 100, 192, 255, 400, 768})
  void rowPoolingMatchesANaiveSort(int rows) {
    Random random = new Random(rows);
    for (int columns : new int[] {1, 2, 40, 255, 256, 257, 513}) {
      float[] values = values(random, 2 * rows * columns);
      float[] weights = weights(random, rows);
      float[] out = SortPooling.poolRows(values, 2, rows, columns, weights);
      for (int b = 0; b < 2; b++) {
        for (int c = 0; c < columns; c++) {
          float[] column = new float[rows];
          for (int r = 0; r < rows; r++) {
            column[r] = values[(b * rows + r) * columns + c];
          }
          assertSamePooling(pooled(column, weights), out[b * columns + c], column);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 25, 64, 100, 400})
  void lastAxisPoolingMatchesANaiveSort(int length) {
    Random random = new Random(length);
    for (int vectors : new int[] {1, 3, 256, 300}) {
      float[] values = values(random, vectors * length);
      float[] weights = weights(random, length);
      float[] out = SortPooling.poolLastAxis(values, vectors, length, weights);
      for (int v = 0; v < vectors; v++) {
        float[] column = Arrays.copyOfRange(values, v * length, (v + 1) * length);
        assertSamePooling(pooled(column, weights), out[v], column);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"64,128,64,64", "256,512,8,8", "1,1,2,2", "3,5,6,10", "64,128,2,64", "7,1,12,4"})
  void upsampledPoolingMatchesExplicitUpsampling(int fine, int coarse, int height, int width) {
    Random random = new Random(fine);
    int positions = height * width;
    float[] f = values(random, 2 * fine * positions);
    float[] c = values(random, 2 * coarse * positions / 4);
    float[] weights = weights(random, fine + coarse);
    float[] out = SortPooling.poolUpsampled(f, fine, c, coarse, 2, height, width, weights);
    for (int b = 0; b < 2; b++) {
      for (int p = 0; p < positions; p++) {
        int q = p / width / 2 * (width / 2) + p % width / 2;
        float[] column = new float[fine + coarse];
        for (int r = 0; r < fine; r++) {
          column[r] = f[(b * fine + r) * positions + p];
        }
        for (int r = 0; r < coarse; r++) {
          column[fine + r] = c[(b * coarse + r) * positions / 4 + q];
        }
        assertSamePooling(pooled(column, weights), out[b * positions + p], column);
      }
    }
  }

  private static void assertSamePooling(float expected, float actual, float[] column) {
    float largest = 0;
    for (float x : column) {
      largest = Math.max(largest, Math.abs(x));
    }
    assertEquals(expected, actual, 2e-6f * largest);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 6, 64})
  void nanIsPropagatedWithoutHanging(int rows) {
    float[] values = new float[rows * 3];
    values[rows + 1] = Float.NaN;
    float[] weights = new float[rows];
    Arrays.fill(weights, 1f);
    float[] out = SortPooling.poolRows(values, 1, rows, 3, weights);
    int column = (rows + 1) % 3;
    assertEquals(Float.NaN, out[column]);
  }
}
