package org.kamcl.engine.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares intervals of mean recalls and of their differences with theory. */
class BootstrapIntervalTest {
  private static final int IMAGES = 400;
  private static final int[] OWNERS = new int[IMAGES];

  static {
    for (int j = 0; j < IMAGES; j++) {
      OWNERS[j] = j;
    }
  }

  /**
   * Two models whose results are correlated by image.
   *
   * @param better how much closer the second model places the pairs
   */
  private static RetrievalResult[] models(double better) {
    Random random = new Random(5);
    double[][][] sims = new double[2][IMAGES][IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      for (int j = 0; j < IMAGES; j++) {
        double common = random.nextGaussian();
        for (int m = 0; m < 2; m++) {
          sims[m][i][j] = common + 0.1 * random.nextGaussian() + (i == j ? 2 + m * better : 0);
        }
      }
    }
    return new RetrievalResult[] {
      RetrievalEvaluator.evaluate(sims[0], OWNERS), RetrievalEvaluator.evaluate(sims[1], OWNERS)
    };
  }

  @Test
  void intervalWidthMatchesIndependentImages() {
    RetrievalResult result = models(0)[0];
    BootstrapInterval interval = BootstrapInterval.ofMeanRecall(result, OWNERS, 1);
    double[] recalls = new double[IMAGES];
    double mean = 0;
    for (int i = 0; i < IMAGES; i++) {
      for (int cut : new int[] {1, 5, 10}) {
        recalls[i] += (result.imageRanks()[i] < cut ? 100.0 : 0) / 6;
        recalls[i] += (result.captionRanks()[i] < cut ? 100.0 : 0) / 6;
      }
      mean += recalls[i] / IMAGES;
    }
    double variance = 0;
    for (double recall : recalls) {
      variance += (recall - mean) * (recall - mean) / IMAGES;
    }
    double width = 2 * 1.96 * Math.sqrt(variance / IMAGES);
    assertEquals(mean, result.meanRecall(), 1e-9);
    assertEquals(width, interval.high() - interval.low(), 0.1 * width);
    assertEquals(mean, (interval.low() + interval.high()) / 2, 0.1 * width);
  }

  @Test
  void pairedIntervalDetectsDifferencesThatSeparateIntervalsMiss() {
    RetrievalResult[] models = models(0.15);
    BootstrapInterval first = BootstrapInterval.ofMeanRecall(models[0], OWNERS, 1);
    BootstrapInterval second = BootstrapInterval.ofMeanRecall(models[1], OWNERS, 1);
    BootstrapInterval beyond =
        BootstrapInterval.ofMeanRecallDifference(models[1], models[0], OWNERS, 1);
    assertTrue(first.high() > second.low(), "separate intervals overlap");
    assertTrue(beyond.low() > 0, "on the same images the second is better: " + beyond);
    assertTrue(beyond.high() - beyond.low() < 0.7 * (first.high() - first.low()), beyond::toString);
    double difference = models[1].meanRecall() - models[0].meanRecall();
    assertTrue(beyond.low() < difference && difference < beyond.high(), beyond::toString);
  }

  @Test
  void modelDoesNotDifferFromItself() {
    RetrievalResult result = models(0)[0];
    assertEquals(
        new BootstrapInterval(0, 0),
        BootstrapInterval.ofMeanRecallDifference(result, result, OWNERS, 1));
  }

  @Test
  void resultsOfDifferentImagesFail() {
    RetrievalResult result = models(0)[0];
    RetrievalResult other =
        RetrievalEvaluator.evaluate(new double[][] {{1, 0}, {0, 1}}, new int[] {0, 1});
    assertThrows(
        IllegalArgumentException.class,
        () -> BootstrapInterval.ofMeanRecallDifference(result, other, OWNERS, 1));
  }
}
