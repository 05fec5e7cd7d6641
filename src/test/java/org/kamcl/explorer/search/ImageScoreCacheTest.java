package org.kamcl.explorer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.engine.inference.ScoreCalibration.QueryScores;
import org.kamcl.explorer.archive.ModelId;

class ImageScoreCacheTest {
  private static final int DIMENSION = 12;
  private static final ModelId MODEL = new ModelId("1", "model");

  private final Random random = new Random(3);

  private float[][] rows(int count) {
    float[][] rows = new float[count][DIMENSION];
    for (float[] row : rows) {
      double squares = 0;
      for (int d = 0; d < DIMENSION; d++) {
        row[d] = (float) random.nextGaussian();
        squares += row[d] * row[d];
      }
      for (int d = 0; d < DIMENSION; d++) {
        row[d] /= (float) Math.sqrt(squares);
      }
    }
    return rows;
  }

  @Test
  void theScoresOfAnImageAreMeasuredOnceForEachKindOfQueryAndGiveTheSameZScores() {
    ScoreCalibration calibration = new ScoreCalibration(rows(40), rows(17), "made up");
    float[][] images = rows(30);
    ImageScoreCache cache = new ImageScoreCache(calibration, MODEL, 1);
    int[] asked = new int[1];
    for (int round = 0; round < 3; round++) {
      for (boolean byImage : new boolean[] {false, true}) {
        QueryScores query = calibration.queryScores(rows(1)[0], byImage);
        for (int i = 0; i < images.length; i++) {
          float[] image = images[i];
          double score = random.nextDouble();
          double fast =
              query.zScore(
                  score,
                  cache
                      .of(byImage)
                      .at(
                          i,
                          () -> {
                            asked[0]++;
                            return image;
                          },
                          query));
          assertEquals(query.zScore(score, image), fast, 0, "bit for bit");
        }
      }
    }
    assertEquals(2 * images.length, asked[0]);
  }

  @Test
  void itBelongsToOneVersionOfTheEmbeddingsAndOneCalibration() {
    ScoreCalibration calibration = new ScoreCalibration(rows(9), rows(5), "made up");
    ImageScoreCache cache = new ImageScoreCache(calibration, MODEL, 1);
    assertTrue(cache.isOf(calibration, MODEL, 1));
    assertFalse(cache.isOf(new ScoreCalibration(rows(9), rows(5), "other"), MODEL, 1));
    assertFalse(cache.isOf(calibration, MODEL, 2));
    assertFalse(cache.isOf(calibration, new ModelId("2", "other"), 1));
  }
}
