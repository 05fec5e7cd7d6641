package org.kamcl.engine.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecallBootstrapTest {
  private static final int IMAGES = 200;
  private static final int CAPTIONS = 5;
  private static final int[] OWNERS =
      IntStream.range(0, IMAGES * CAPTIONS).map(j -> j / CAPTIONS).toArray();

  private static float[][] similarities(double margin) {
    Random random = new Random(3);
    float[][] sims = new float[IMAGES][IMAGES * CAPTIONS];
    for (int i = 0; i < IMAGES; i++) {
      for (int j = 0; j < sims[i].length; j++) {
        sims[i][j] = (float) (random.nextGaussian() + (OWNERS[j] == i ? margin : 0));
      }
    }
    return sims;
  }

  @Test
  void recallsOfAllImagesAreThoseOfTheResult() {
    RetrievalResult result = RetrievalEvaluator.evaluate(similarities(2), OWNERS);
    RecallBootstrap.Recalls recalls = new RecallBootstrap(result, OWNERS, i -> true).recalls();
    RetrievalMetrics text = result.imageToText();
    RetrievalMetrics image = result.textToImage();
    assertArrayEquals(new double[] {text.r1(), text.r5(), text.r10()}, recalls.imageToText(), 1e-9);
    assertArrayEquals(
        new double[] {image.r1(), image.r5(), image.r10()}, recalls.textToImage(), 1e-9);
    assertEquals(result.meanRecall(), recalls.mean(), 1e-9);
  }

  @Test
  void intervalOfTheMeanIsThatOfTheOtherBootstrap() {
    RetrievalResult result = RetrievalEvaluator.evaluate(similarities(2), OWNERS);
    BootstrapInterval other = BootstrapInterval.ofMeanRecall(result, OWNERS, 1);
    RecallBootstrap.Intervals own = new RecallBootstrap(result, OWNERS, i -> true).intervals(1);
    assertEquals(other.low(), own.mean().low(), 1e-9);
    assertEquals(other.high(), own.mean().high(), 1e-9);
    double r10 = result.textToImage().r10();
    assertTrue(own.textToImage()[2].low() < r10 && own.textToImage()[2].high() > r10);
    // Recalls at larger cutoffs are larger, and so are the ends of their intervals.
    assertTrue(own.textToImage()[0].high() < own.textToImage()[2].low());
  }

  @Test
  void onlyCountedImagesAndTheirCaptionsCount() {
    int[] imageRanks = {0, 20, 3};
    int[] captionRanks = {0, 0, 7, 30, 2};
    int[] owners = {0, 0, 1, 1, 2};
    RetrievalResult result = RetrievalResult.of(imageRanks, captionRanks);
    RecallBootstrap second = new RecallBootstrap(result, owners, i -> i == 1);
    assertEquals(1, second.images());
    assertEquals(2, second.captions());
    assertArrayEquals(new double[] {0, 0, 0}, second.recalls().imageToText());
    assertArrayEquals(new double[] {0, 0, 50}, second.recalls().textToImage());
    // One image alone is drawn each time.
    assertEquals(50, second.intervals(1).textToImage()[2].low());
    assertEquals(50, second.intervals(1).textToImage()[2].high());
    RecallBootstrap none = new RecallBootstrap(result, owners, i -> false);
    assertThrows(IllegalStateException.class, () -> none.intervals(1));
  }

  @Test
  void reciprocalNeighborsMoveUp() {
    // Image 1 is the first result of both captions, but its own first caption is the second one.
    float[][] sims = {{0.50f, 0.10f}, {0.52f, 0.90f}};
    int[] owners = {0, 1};
    assertArrayEquals(new int[] {1, 0}, RetrievalEvaluator.evaluate(sims, owners).captionRanks());
    RetrievalResult after = ReciprocalRanking.evaluate(sims, owners);
    // Caption 0 and image 0 are each other's best but one rank; so are caption 0 and image 1.
    assertEquals(0, after.captionRanks()[1]);
    double[][] fused = ReciprocalRanking.fused(sims);
    assertEquals(1 + 1.0 / 2 + 1.0 / 3, fused[0][0], 1e-12, "first of image 0, second of caption");
    assertEquals(1 + 1.0 / 3 + 1.0 / 2, fused[1][0], 1e-12, "second of image 1, first of caption");
    assertEquals(1 + 2.0 / 2, fused[1][1], 1e-12);
  }

  @Test
  void candidatesStayAheadAndAllOthersKeepTheirOrder() {
    float[][] sims = similarities(1);
    double[][] fused = ReciprocalRanking.fused(sims);
    for (int i = 0; i < IMAGES; i++) {
      for (int j = 1; j < sims[i].length; j++) {
        boolean others = fused[i][j] < 1 && fused[i][j - 1] < 1;
        if (others) {
          assertEquals(
              Float.compare(sims[i][j], sims[i][j - 1]),
              Double.compare(fused[i][j], fused[i][j - 1]));
          assertTrue(fused[i][j] < 1);
        }
      }
    }
    double before = RetrievalEvaluator.evaluate(sims, OWNERS).meanRecall();
    double after = ReciprocalRanking.evaluate(sims, OWNERS).meanRecall();
    // Both directions are independent evidence here, so that the fusion helps.
    assertTrue(after > before - 1, before + " before, " + after + " after");
  }
}
