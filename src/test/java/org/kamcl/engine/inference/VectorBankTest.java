package org.kamcl.engine.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorBankTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 16, 23, 512})
  void scoresAreTheSumsDimensionByDimensionBitForBit(int dimension) {
    Random random = new Random(dimension);
    float[][] rows = new float[37][dimension];
    float[] vector = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      vector[d] = (float) random.nextGaussian();
      for (float[] row : rows) {
        row[d] = (float) random.nextGaussian();
      }
    }
    float[] expected = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int d = 0; d < dimension; d++) {
        expected[i] += rows[i][d] * vector[d];
      }
    }
    assertArrayEquals(expected, new VectorBank(rows).scores(vector), 0);
  }
}
