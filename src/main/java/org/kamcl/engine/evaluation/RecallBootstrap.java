package org.kamcl.engine.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * 95 % percentile intervals of the recalls in both directions and of their mean. Images are
 * resampled with replacement, each together with its captions; ranks are those in the whole
 * archive. The resamples are those of {@link BootstrapInterval} for the same seed. (Efron and
 * Tibshirani, 1993.)
 */
public final class RecallBootstrap {
  private static final int RESAMPLES = 2000;
  private static final double TAIL = 0.025;
  private static final int[] CUTOFFS = {1, 5, 10};

  private final int[][] textHits;
  private final int[][] imageHits;
  private final int[] captions;

  /**
   * @param result ranks of a model
   * @param imageOfCaption index of the image of each caption
   * @param counts which images count, by index; ranks among all images are kept
   */
  public RecallBootstrap(RetrievalResult result, int[] imageOfCaption, IntPredicate counts) {
    int[] position = new int[result.images()];
    int images = 0;
    for (int i = 0; i < position.length; i++) {
      position[i] = counts.test(i) ? images++ : -1;
    }
    textHits = new int[CUTOFFS.length][images];
    imageHits = new int[CUTOFFS.length][images];
    captions = new int[images];
    for (int j = 0; j < imageOfCaption.length; j++) {
      int at = position[imageOfCaption[j]];
      if (at >= 0) {
        captions[at]++;
        for (int c = 0; c < CUTOFFS.length; c++) {
          imageHits[c][at] += result.captionRanks()[j] < CUTOFFS[c] ? 1 : 0;
        }
      }
    }
    for (int i = 0; i < position.length; i++) {
      int rank = result.imageRanks()[i];
      for (int c = 0; c < CUTOFFS.length && position[i] >= 0; c++) {
        textHits[c][position[i]] = rank >= 0 && rank < CUTOFFS[c] ? 1 : 0;
      }
    }
  }

  /**
   * Recalls in percent.
   *
   * @param imageToText at 1, 5 and 10
   * @param textToImage at 1, 5 and 10
   * @param mean of the six
   */
  public record Recalls(double[] imageToText, double[] textToImage, double mean) {}

  /**
   * Intervals in percent.
   *
   * @param imageToText at 1, 5 and 10
   * @param textToImage at 1, 5 and 10
   * @param mean of the mean recall
   */
  public record Intervals(
      BootstrapInterval[] imageToText, BootstrapInterval[] textToImage, BootstrapInterval mean) {}

  /** Number of images that count. */
  public int images() {
    return captions.length;
  }

  /** Number of captions of these images. */
  public int captions() {
    return Arrays.stream(captions).sum();
  }

  /** The recalls of the images that count. */
  public Recalls recalls() {
    int[] each = new int[captions.length];
    Arrays.setAll(each, i -> i);
    double[] values = of(each);
    return new Recalls(
        Arrays.copyOfRange(values, 0, 3), Arrays.copyOfRange(values, 3, 6), values[6]);
  }

  /**
   * Their intervals.
   *
   * @param seed of the resampling
   * @throws IllegalStateException if no image counts
   */
  public Intervals intervals(long seed) {
    int images = captions.length;
    if (images == 0) {
      throw new IllegalStateException("No image counts.");
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[][] all = new double[2 * CUTOFFS.length + 1][RESAMPLES];
    int[] drawn = new int[images];
    for (int r = 0; r < RESAMPLES; r++) {
      for (int n = 0; n < images; n++) {
        drawn[n] = random.nextInt(images);
      }
      double[] values = of(drawn);
      for (int v = 0; v < all.length; v++) {
        all[v][r] = values[v];
      }
    }
    BootstrapInterval[] intervals =
        Arrays.stream(all).map(RecallBootstrap::interval).toArray(BootstrapInterval[]::new);
    return new Intervals(
        Arrays.copyOfRange(intervals, 0, 3), Arrays.copyOfRange(intervals, 3, 6), intervals[6]);
  }

  /** The recalls of drawn images: three to text, three to images, and their mean. */
  private double[] of(int[] drawn) {
    long described = 0;
    long texts = 0;
    long[] hits = new long[2 * CUTOFFS.length];
    for (int i : drawn) {
      described += captions[i] > 0 ? 1 : 0;
      texts += captions[i];
      for (int c = 0; c < CUTOFFS.length; c++) {
        hits[c] += textHits[c][i];
        hits[CUTOFFS.length + c] += imageHits[c][i];
      }
    }
    double[] values = new double[2 * CUTOFFS.length + 1];
    for (int c = 0; c < hits.length; c++) {
      values[c] = 100.0 * hits[c] / Math.max(1, c < CUTOFFS.length ? described : texts);
      values[hits.length] += values[c] / hits.length;
    }
    return values;
  }

  private static BootstrapInterval interval(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new BootstrapInterval(
        sorted[(int) (TAIL * RESAMPLES)], sorted[(int) ((1 - TAIL) * RESAMPLES)]);
  }
}
