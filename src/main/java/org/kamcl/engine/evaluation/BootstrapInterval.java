package org.kamcl.engine.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A 95 % percentile interval of the mean recall. Images are resampled with replacement, each
 * together with its captions, because captions of one image are not independent; ranks are those in
 * the whole archive. (Efron and Tibshirani, 1993.)
 *
 * @param low lower end in percent
 * @param high upper end in percent
 */
public record BootstrapInterval(double low, double high) {
  private static final int RESAMPLES = 2000;
  private static final double TAIL = 0.025;
  private static final int[] RECALL_CUTOFFS = {1, 5, 10};

  /**
   * The interval of the mean recall.
   *
   * @param imageOfCaption index of the image of each caption
   * @param seed of the resampling
   */
  public static BootstrapInterval ofMeanRecall(
      RetrievalResult result, int[] imageOfCaption, long seed) {
    return of(resample(result, imageOfCaption, seed));
  }

  /**
   * The interval of a difference of mean recalls in percentage points. Each resample takes the same
   * images for both models, so that the difficulty of an image cancels out. The interval is much
   * narrower than the intervals of the two models suggest.
   *
   * @param result of a model
   * @param other of the model it is compared with, on the same images and captions
   * @param imageOfCaption index of the image of each caption, the same for both
   * @param seed of the resampling
   * @throws IllegalArgumentException if the numbers of images or captions differ
   */
  public static BootstrapInterval ofMeanRecallDifference(
      RetrievalResult result, RetrievalResult other, int[] imageOfCaption, long seed) {
    if (result.images() != other.images() || result.captions() != other.captions()) {
      throw new IllegalArgumentException(
          "measured on other images: "
              + result.images()
              + " with "
              + result.captions()
              + " captions, and "
              + other.images()
              + " with "
              + other.captions());
    }
    double[] differences = resample(result, imageOfCaption, seed);
    double[] others = resample(other, imageOfCaption, seed);
    for (int d = 0; d < RESAMPLES; d++) {
      differences[d] -= others[d];
    }
    return of(differences);
  }

  /** The mean recall of each resample in percent. */
  private static double[] resample(RetrievalResult result, int[] imageOfCaption, long seed) {
    int images = result.images();
    int[] captions = new int[images];
    int[][] textHits = new int[RECALL_CUTOFFS.length][images];
    int[][] imageHits = new int[RECALL_CUTOFFS.length][images];
    for (int c = 0; c < RECALL_CUTOFFS.length; c++) {
      for (int j = 0; j < imageOfCaption.length; j++) {
        imageHits[c][imageOfCaption[j]] += result.captionRanks()[j] < RECALL_CUTOFFS[c] ? 1 : 0;
      }
      for (int i = 0; i < images; i++) {
        int rank = result.imageRanks()[i];
        textHits[c][i] = rank >= 0 && rank < RECALL_CUTOFFS[c] ? 1 : 0;
      }
    }
    for (int image : imageOfCaption) {
      captions[image]++;
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[RESAMPLES];
    for (int d = 0; d < RESAMPLES; d++) {
      long described = 0;
      long drawn = 0;
      long[] hits = new long[2];
      for (int n = 0; n < images; n++) {
        int i = random.nextInt(images);
        described += captions[i] > 0 ? 1 : 0;
        drawn += captions[i];
        for (int c = 0; c < RECALL_CUTOFFS.length; c++) {
          hits[0] += textHits[c][i];
          hits[1] += imageHits[c][i];
        }
      }
      double toText = (double) hits[0] / Math.max(1, described);
      double toImage = (double) hits[1] / Math.max(1, drawn);
      means[d] = 100 * (toText + toImage) / (2 * RECALL_CUTOFFS.length);
    }
    return means;
  }

  private static BootstrapInterval of(double[] means) {
    Arrays.sort(means);
    return new BootstrapInterval(
        means[(int) (TAIL * RESAMPLES)], means[(int) ((1 - TAIL) * RESAMPLES)]);
  }
}
