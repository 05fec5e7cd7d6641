package org.kamcl.engine.evaluation;

import java.util.Arrays;

/**
 * Re-ranks by reciprocal neighbors: an image and a caption that are among each other's first
 * results move up. The rank of one in the results of the other and the reverse are combined by
 * reciprocal rank fusion (Cormack et al., SIGIR 2009); candidates beyond the first {@value
 * #CANDIDATES} keep their order behind them.
 *
 * <p>The rank of a caption among all captions is divided by the number of captions per image, so
 * that both ranks count images. The method uses all queries of a split at once, so that figures
 * with it are not comparable with figures without it.
 */
public final class ReciprocalRanking {
  /** Number of first results that are ordered anew. */
  public static final int CANDIDATES = 50;

  /** Keeps the first places from deciding alone. Tuned on training images, see decision 0024. */
  static final double OFFSET = 2;

  private ReciprocalRanking() {}

  /**
   * Evaluates similarities after re-ranking.
   *
   * @param sims [N][M]
   * @param imageOfCaption [M], index of the image of each caption
   */
  public static RetrievalResult evaluate(float[][] sims, int[] imageOfCaption) {
    return RetrievalEvaluator.evaluate(fused(sims), imageOfCaption);
  }

  /**
   * New similarities; only their order matters, along rows and along columns.
   *
   * @param sims [N][M]
   * @return [N][M]
   */
  static double[][] fused(float[][] sims) {
    int images = sims.length;
    int captions = sims[0].length;
    double[][] fused = new double[images][captions];
    float[] column = new float[images];
    for (int j = 0; j < captions; j++) {
      for (int i = 0; i < images; i++) {
        column[i] = sims[i][j];
      }
      int[] toImage = ranks(column);
      for (int i = 0; i < images; i++) {
        fused[i][j] = toImage[i];
      }
    }
    double perImage = Math.max(1, (double) captions / images);
    for (int i = 0; i < images; i++) {
      int[] toText = ranks(sims[i]);
      for (int j = 0; j < captions; j++) {
        fused[i][j] = fused(toText[j] / perImage, fused[i][j], sims[i][j]);
      }
    }
    return fused;
  }

  /** Above 1 for candidates; for all others the similarity, moved below 0. */
  private static double fused(double toText, double toImage, double similarity) {
    return toText < CANDIDATES && toImage < CANDIDATES
        ? 1 + 1 / (OFFSET + toText) + 1 / (OFFSET + toImage)
        : (similarity - 1) / 2;
  }

  /** The rank of each score from 0; among equal scores the higher index ranks first. */
  private static int[] ranks(float[] scores) {
    long[] keys = new long[scores.length];
    for (int i = 0; i < keys.length; i++) {
      int bits = Float.floatToIntBits(scores[i] + 0f);
      // The order of signed integers is that of the scores.
      int ordered = bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
      keys[i] = (long) ordered << Integer.SIZE | i;
    }
    Arrays.sort(keys);
    int[] ranks = new int[keys.length];
    for (int r = 0; r < keys.length; r++) {
      ranks[(int) keys[keys.length - 1 - r]] = r;
    }
    return ranks;
  }
}
