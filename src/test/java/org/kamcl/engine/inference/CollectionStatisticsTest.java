package org.kamcl.engine.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CollectionStatisticsTest {
  private static final int DIMENSION = 32;
  private static final float[][] NO_CAPTIONS = {};

  /** Random directions around a center. */
  private static float[][] around(int seed, int count, double center) {
    Random random = new Random(seed);
    float[][] rows = new float[count][DIMENSION];
    for (int i = 0; i < count; i++) {
      for (int d = 0; d < DIMENSION; d++) {
        rows[i][d] = (float) (random.nextGaussian() + (d == 0 ? center : 0));
      }
      rows[i] = new Embedding(rows[i], new float[0]).unitVector();
    }
    return rows;
  }

  /** Images in a few groups, so that each has near neighbors. */
  private static float[][] grouped(int seed, int count, double noise) {
    float[][] centers = around(7, 20, 0);
    float[][] rows = around(seed, count, 0);
    for (int i = 0; i < count; i++) {
      for (int d = 0; d < DIMENSION; d++) {
        rows[i][d] = (float) (centers[i % 20][d] + noise * rows[i][d]);
      }
      rows[i] = new Embedding(rows[i], new float[0]).unitVector();
    }
    return rows;
  }

  private final ScoreCalibration calibration =
      new ScoreCalibration(grouped(1, 400, 0.3), around(2, 100, 0), "");

  @Test
  void imagesLikeTheReferenceKeepTheirZScores() {
    CollectionStatistics same =
        calibration.measure(300, grouped(3, 300, 0.3), NO_CAPTIONS, new int[0]);
    assertEquals(300, same.images());
    assertEquals(1, same.scale(), 0.05);
    assertEquals(0, same.offset(), 0.1);
    assertEquals(2, same.adapt(2), 0.2);
    assertFalse(same.unfamiliar());
  }

  @Test
  void imagesThatAllScoreHigherOrMoreAlikeAreCorrected() {
    // All queries point a little to where these images are.
    ScoreCalibration shifted = new ScoreCalibration(grouped(1, 400, 0.3), around(2, 100, 1.5), "");
    CollectionStatistics higher = shifted.measure(300, around(4, 300, 4), NO_CAPTIONS, new int[0]);
    assertTrue(higher.adapt(2) < 2, "a score that all images have says less: " + higher);
  }

  @Test
  void fewImagesCorrectLess() {
    float[][] images = around(4, 300, 6);
    CollectionStatistics many = calibration.measure(300, images, NO_CAPTIONS, new int[0]);
    CollectionStatistics one =
        calibration.measure(1, new float[][] {images[0]}, NO_CAPTIONS, new int[0]);
    assertTrue(Math.abs(one.scale() - 1) < 0.1, one.toString());
    assertTrue(many.scale() >= 0.8 && many.scale() <= 1.25, many.toString());
  }

  @Test
  void imagesFarFromAllReferenceImagesAreUnfamiliar() {
    assertTrue(calibration.measure(300, around(5, 300, 0), NO_CAPTIONS, new int[0]).unfamiliar());
    assertFalse(calibration.measure(20, grouped(6, 20, 0.3), NO_CAPTIONS, new int[0]).unfamiliar());
  }

  @Test
  void captionsOfOtherImagesCountAndThoseOfTheImageDoNot() {
    float[][] images = grouped(3, 40, 0.3);
    // A caption that is the image itself scores 1 with it.
    float[][] own = {images[0]};
    CollectionStatistics without = calibration.measure(40, images, NO_CAPTIONS, new int[0]);
    CollectionStatistics alone =
        calibration.measure(1, new float[][] {images[0]}, own, new int[] {0});
    CollectionStatistics plain =
        calibration.measure(1, new float[][] {images[0]}, NO_CAPTIONS, new int[0]);
    assertEquals(plain, alone, "an image and its own caption are no random pair");
    float[][] captions = new float[30][];
    int[] described = new int[30];
    for (int i = 0; i < 30; i++) {
      captions[i] = images[i];
      described[i] = i;
    }
    assertNotEquals(without, calibration.measure(40, images, captions, described));
  }
}
