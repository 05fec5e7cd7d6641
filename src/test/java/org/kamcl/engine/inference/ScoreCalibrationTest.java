package org.kamcl.engine.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;

class ScoreCalibrationTest {
  @TempDir private Path folder;

  private static float[][] vectors(int seed, int count) {
    Random random = new Random(seed);
    float[][] rows = new float[count][64];
    for (float[] row : rows) {
      for (int d = 0; d < row.length; d++) {
        row[d] = (float) random.nextGaussian();
      }
    }
    for (int i = 0; i < count; i++) {
      rows[i] = new Embedding(rows[i], new float[0]).unitVector();
    }
    return rows;
  }

  @Test
  void falseMatchRatesFollowTheNormalDistribution() {
    assertEquals(0.5, ScoreCalibration.falseMatchRate(0), 1e-12);
    assertEquals(0.158655253931457, ScoreCalibration.falseMatchRate(1), 1e-12);
    assertEquals(0.841344746068543, ScoreCalibration.falseMatchRate(-1), 1e-12);
    assertEquals(0.022750131948179, ScoreCalibration.falseMatchRate(2), 1e-12);
    assertEquals(1.349898031630095e-3, ScoreCalibration.falseMatchRate(3), 1e-14);
    assertEquals(2.866515718791939e-7, ScoreCalibration.falseMatchRate(5), 1e-17);
    assertEquals(7.619853024160527e-24, ScoreCalibration.falseMatchRate(10), 1e-33);
    assertTrue(ScoreCalibration.falseMatchRate(100) > 0);
  }

  @Test
  void isotonicRegressionGivesNonIncreasingValues() {
    double[] mixed = {5, 3, 4, 1, 2, 3, 0};
    ScoreCalibration.isotonic(mixed);
    assertArrayEquals(new double[] {5, 3.5, 3.5, 2, 2, 2, 0}, mixed, 1e-12);
    double[] falling = {3, 2, 2, 1};
    ScoreCalibration.isotonic(falling);
    assertArrayEquals(new double[] {3, 2, 2, 1}, falling);
    ScoreCalibration.isotonic(new double[0]);
  }

  /** The share of unrelated images below a false match rate equals that rate. */
  @Test
  void falseMatchRatesHoldForUnrelatedImages() {
    ScoreCalibration scoreCalibration = new ScoreCalibration(vectors(1, 1000), vectors(2, 300), "");
    float[][] queries = vectors(3, 40);
    float[][] images = vectors(4, 500);
    int[] above = new int[3];
    double[] rates = {0.2, 0.05, 0.01};
    for (float[] query : queries) {
      ScoreCalibration.QueryScores queryScores = scoreCalibration.queryScores(query, false);
      for (float[] image : images) {
        double score = 0;
        for (int d = 0; d < image.length; d++) {
          score += image[d] * query[d];
        }
        double rate = ScoreCalibration.falseMatchRate(queryScores.zScore(score, image));
        for (int i = 0; i < rates.length; i++) {
          above[i] += rate < rates[i] ? 1 : 0;
        }
      }
    }
    for (int i = 0; i < rates.length; i++) {
      assertEquals(1, above[i] / (rates[i] * 40 * 500), 0.25, "at " + rates[i]);
    }
  }

  @Test
  void calibrationRoundTripsInHalfPrecision() {
    ScoreCalibration made = new ScoreCalibration(vectors(1, 120), vectors(2, 30), "a corpus");
    made.write(folder);
    ScoreCalibration read = ScoreCalibration.read(folder).orElseThrow();
    assertEquals("a corpus", read.source());
    assertEquals(64, read.dimension());
    float[] query = vectors(5, 1)[0];
    float[] image = vectors(6, 1)[0];
    assertEquals(
        made.queryScores(query, false).zScore(0.3, image),
        read.queryScores(query, false).zScore(0.3, image),
        0.01);
    assertEquals(
        made.queryScores(query, true).zScore(0.3, image),
        read.queryScores(query, true).zScore(0.3, image),
        0.01);
  }

  @Test
  void calibrationIsOptionalAndDamagedOneIsReported() throws IOException {
    assertTrue(ScoreCalibration.read(folder).isEmpty());
    Files.writeString(folder.resolve(ModelFiles.SCORE_CALIBRATION), "no tensors");
    String message =
        assertThrows(KamclException.class, () -> ScoreCalibration.read(folder)).getMessage();
    assertTrue(message.contains(ModelFiles.SCORE_CALIBRATION), message);
  }

  @Test
  void theFormerFileIsRead() throws IOException {
    new ScoreCalibration(vectors(1, 120), vectors(2, 30), "a corpus").write(folder);
    WeightSet set = SafeTensors.read(folder.resolve(ModelFiles.SCORE_CALIBRATION));
    SafeTensors.write(
        folder.resolve(ModelFiles.FORMER_SCORE_CALIBRATION),
        new WeightSet(set.tensors(), Map.of("cut", "3.5", "source", "former")));
    Files.delete(folder.resolve(ModelFiles.SCORE_CALIBRATION));
    ScoreCalibration read = ScoreCalibration.read(folder).orElseThrow();
    assertEquals("former", read.source());
  }
}
