package org.kamcl.engine.evaluation;

import java.util.Arrays;
import org.kamcl.error.KamclException;

/**
 * The published protocol: each image ranks all captions and the best of its own counts; each
 * caption ranks all images. Among equal scores the higher index ranks first, as in a reversed
 * stable ascending sort. Images may have any number of captions. (Ji et al., TGRS 2023, section
 * IV-B.)
 */
public final class RetrievalEvaluator {
  private static final double EPSILON = 1e-8;
  private static final int BLOCK = 256;

  private RetrievalEvaluator() {}

  /**
   * Evaluates embeddings by cosine similarity.
   *
   * @param images [N][D], not necessarily normalized
   * @param captions [M][D], not necessarily normalized
   * @param imageOfCaption [M], index of the image of each caption
   * @throws KamclException if a similarity is not a number
   */
  public static RetrievalResult evaluate(
      float[][] images, float[][] captions, int[] imageOfCaption) {
    return evaluate(similarities(images, captions), imageOfCaption);
  }

  /**
   * Cosine similarities.
   *
   * @return [N][M]
   */
  public static float[][] similarities(float[][] images, float[][] captions) {
    int d = images[0].length;
    float[][] units = new float[images.length][];
    for (int i = 0; i < units.length; i++) {
      units[i] = l2Normalize(images[i]);
    }
    float[][] sims = new float[images.length][captions.length];
    // The captions of a block are interleaved, so that the inner loop over them is vectorized.
    float[] block = new float[d * BLOCK];
    float[] sums = new float[BLOCK];
    float[] others = new float[BLOCK];
    for (int from = 0; from < captions.length; from += BLOCK) {
      int width = Math.min(BLOCK, captions.length - from);
      for (int c = 0; c < width; c++) {
        float[] caption = l2Normalize(captions[from + c]);
        for (int k = 0; k < d; k++) {
          block[k * BLOCK + c] = caption[k];
        }
      }
      for (int i = 0; i < units.length; i += 2) {
        int next = Math.min(i + 1, units.length - 1);
        multiply(units[i], units[next], block, sums, others);
        System.arraycopy(sums, 0, sims[i], from, width);
        System.arraycopy(others, 0, sims[next], from, width);
      }
    }
    return sims;
  }

  /** Multiplies four values of two images per pass over a block of captions. */
  private static void multiply(
      float[] first, float[] second, float[] block, float[] sums, float[] others) {
    Arrays.fill(sums, 0);
    Arrays.fill(others, 0);
    int k = 0;
    for (; k + 4 <= first.length; k += 4) {
      addFour(first, second, k, block, sums, others);
    }
    for (; k < first.length; k++) {
      int row = k * BLOCK;
      for (int c = 0; c < BLOCK; c++) {
        sums[c] += first[k] * block[row + c];
        others[c] += second[k] * block[row + c];
      }
    }
  }

  private static void addFour(
      float[] first, float[] second, int k, float[] block, float[] sums, float[] others) {
    float a0 = first[k];
    float a1 = first[k + 1];
    float a2 = first[k + 2];
    float a3 = first[k + 3];
    float b0 = second[k];
    float b1 = second[k + 1];
    float b2 = second[k + 2];
    float b3 = second[k + 3];
    int row0 = k * BLOCK;
    int row1 = row0 + BLOCK;
    int row2 = row1 + BLOCK;
    int row3 = row2 + BLOCK;
    for (int c = 0; c < BLOCK; c++) {
      float x0 = block[row0 + c];
      float x1 = block[row1 + c];
      float x2 = block[row2 + c];
      float x3 = block[row3 + c];
      sums[c] += a0 * x0 + a1 * x1 + a2 * x2 + a3 * x3;
      others[c] += b0 * x0 + b1 * x1 + b2 * x2 + b3 * x3;
    }
  }

  /** The vector divided by (its L2 norm + 1e-8), as published. */
  public static float[] l2Normalize(float[] vector) {
    double squares = 0;
    for (float x : vector) {
      squares += (double) x * x;
    }
    float length = (float) (Math.sqrt(squares) + EPSILON);
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = vector[i] / length;
    }
    return unit;
  }

  /**
   * Evaluates float32 similarities.
   *
   * @param sims [N][M]
   * @param imageOfCaption [M], index of the image of each caption
   */
  public static RetrievalResult evaluate(float[][] sims, int[] imageOfCaption) {
    double[][] wide = new double[sims.length][];
    for (int i = 0; i < sims.length; i++) {
      wide[i] = new double[sims[i].length];
      for (int j = 0; j < wide[i].length; j++) {
        wide[i][j] = sims[i][j];
      }
    }
    return evaluate(wide, imageOfCaption);
  }

  /**
   * Evaluates similarities.
   *
   * @param sims [N][M]
   * @param imageOfCaption [M], index of the image of each caption
   * @throws KamclException if there is nothing to rank or a similarity is not a number
   */
  public static RetrievalResult evaluate(double[][] sims, int[] imageOfCaption) {
    int images = sims.length;
    int captions = imageOfCaption.length;
    if (images == 0 || captions == 0) {
      throw new KamclException(EvaluationError.NOTHING_TO_EVALUATE);
    }
    check(sims, imageOfCaption);
    int[] imageRanks = new int[images];
    Arrays.fill(imageRanks, -1);
    int[] best = new int[images];
    Arrays.fill(best, -1);
    for (int j = 0; j < captions; j++) {
      int i = imageOfCaption[j];
      // The best caption of the image: highest score, among equal scores the highest index.
      if (best[i] < 0 || sims[i][j] >= sims[i][best[i]]) {
        best[i] = j;
      }
    }
    for (int i = 0; i < images; i++) {
      if (best[i] >= 0) {
        imageRanks[i] = rankInRow(sims[i], best[i]);
      }
    }
    return RetrievalResult.of(imageRanks, captionRanks(sims, imageOfCaption));
  }

  private static void check(double[][] sims, int[] imageOfCaption) {
    for (int i = 0; i < sims.length; i++) {
      for (double s : sims[i]) {
        if (Double.isNaN(s)) {
          throw new KamclException(EvaluationError.SIMILARITY_NOT_A_NUMBER, i);
        }
      }
    }
    for (int image : imageOfCaption) {
      if (image < 0 || image >= sims.length) {
        throw new IllegalArgumentException("A caption belongs to the unknown image " + image);
      }
    }
  }

  private static int rankInRow(double[] row, int wanted) {
    double score = row[wanted];
    int rank = 0;
    for (int j = 0; j < row.length; j++) {
      if (row[j] > score || (row[j] == score && j > wanted)) {
        rank++;
      }
    }
    return rank;
  }

  private static int[] captionRanks(double[][] sims, int[] imageOfCaption) {
    int[] ranks = new int[imageOfCaption.length];
    double[] wanted = new double[ranks.length];
    for (int j = 0; j < ranks.length; j++) {
      wanted[j] = sims[imageOfCaption[j]][j];
    }
    // Row by row for sequential memory access.
    for (int i = 0; i < sims.length; i++) {
      double[] row = sims[i];
      for (int j = 0; j < ranks.length; j++) {
        if (row[j] > wanted[j] || (row[j] == wanted[j] && i > imageOfCaption[j])) {
          ranks[j]++;
        }
      }
    }
    return ranks;
  }
}
