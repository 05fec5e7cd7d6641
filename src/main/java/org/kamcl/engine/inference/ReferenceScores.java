package org.kamcl.engine.inference;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.inference.ScoreCalibration.QueryScores;

/**
 * Z-scores of random pairs of a score calibration's images and queries, with which those of a
 * collection are compared: their median, and their upper one percent. Half of the difference in
 * spread (on a logarithmic scale) is corrected. All of it would make wrong images of degraded
 * imagery strong matches; none would leave fewer right images of false-color imagery strong
 * (measured on changed validation images of RSICD).
 */
final class ReferenceScores {
  private static final int MAX_SAMPLE = 500;
  private static final double MEDIAN = 0.5;
  private static final double UPPER_PERCENT = 0.99;
  private static final double CORRECTED_SHARE = 0.5;

  /** Largest factor of z-scores; its inverse is the smallest. */
  private static final double MAX_SCALE = 1.25;

  /** Number of images at which a collection's own scores count as much as the reference. */
  private static final double PRIOR_IMAGES = 20;

  /** Share of the reference images that are less similar to the others than a familiar image. */
  private static final double UNFAMILIAR_SHARE = 0.08;

  private static final int MAX_NEAREST = 200;

  private final ScoreCalibration calibration;
  private final QueryScores[] queries;
  private final double median;
  private final double upper;
  private final double familiarSimilarity;

  ReferenceScores(ScoreCalibration calibration, float[][] images, float[][] queries) {
    this.calibration = calibration;
    this.queries = queryScores(calibration, queries);
    double[] zScores = zScores(calibration, this.queries, evenlySpaced(images, MAX_SAMPLE), null);
    this.median = quantile(zScores, MEDIAN);
    this.upper = quantile(zScores, UPPER_PERCENT);
    this.familiarSimilarity = familiarSimilarity(images);
  }

  /** Captions with the index of the image that each describes. */
  private record Captions(float[][] vectors, int[] described) {}

  private static QueryScores[] queryScores(ScoreCalibration calibration, float[][] rows) {
    return Arrays.stream(rows)
        .map(row -> calibration.queryScores(row, false))
        .toArray(QueryScores[]::new);
  }

  /** Similarity to the nearest other image that all but a few of the reference images reach. */
  private static double familiarSimilarity(float[][] images) {
    VectorBank bank = new VectorBank(images);
    int count = Math.min(MAX_NEAREST, images.length);
    double[] nearest = new double[count];
    for (int i = 0; i < count; i++) {
      int own = (int) ((long) i * images.length / count);
      float[] scores = bank.scores(images[own]);
      nearest[i] = -1;
      for (int j = 0; j < scores.length; j++) {
        nearest[i] = j == own ? nearest[i] : Math.max(nearest[i], scores[j]);
      }
    }
    Arrays.sort(nearest);
    return quantile(nearest, UNFAMILIAR_SHARE);
  }

  /** See {@link ScoreCalibration#measure}. */
  CollectionStatistics compare(
      int collection, float[][] sample, float[][] captions, int[] described) {
    double[] zScores = zScores(calibration, queries, sample, new Captions(captions, described));
    double own = quantile(zScores, MEDIAN);
    double spread = Math.max(1e-3, quantile(zScores, UPPER_PERCENT) - own);
    double trust = sample.length / (sample.length + PRIOR_IMAGES);
    double ratio = Math.max(1e-3, upper - median) / spread;
    double scale =
        Math.max(1 / MAX_SCALE, Math.min(MAX_SCALE, Math.pow(ratio, CORRECTED_SHARE * trust)));
    double center = trust * own + (1 - trust) * median;
    double similarity = medianSimilarity(sample);
    return new CollectionStatistics(
        collection, scale, median - scale * center, similarity, similarity < familiarSimilarity);
  }

  private double medianSimilarity(float[][] sample) {
    double[] nearest =
        Arrays.stream(evenlySpaced(sample, MAX_NEAREST))
            .mapToDouble(calibration::nearestReference)
            .sorted()
            .toArray();
    return quantile(nearest, MEDIAN);
  }

  private static float[][] evenlySpaced(float[][] rows, int most) {
    int count = Math.min(most, rows.length);
    float[][] some = new float[count][];
    for (int i = 0; i < count; i++) {
      some[i] = rows[(int) ((long) i * rows.length / count)];
    }
    return some;
  }

  /** Of images with the reference queries and with captions of other images; ascending. */
  private static double[] zScores(
      ScoreCalibration calibration,
      QueryScores[] queries,
      float[][] images,
      @Nullable Captions captions) {
    float[][] captionVectors = captions == null ? new float[0][] : captions.vectors;
    QueryScores[] captionScores = queryScores(calibration, captionVectors);
    VectorBank bank = captionVectors.length > 0 ? new VectorBank(captionVectors) : null;
    double[] zScores = new double[images.length * (queries.length + captionScores.length)];
    int count = 0;
    for (int i = 0; i < images.length; i++) {
      float[] scores = calibration.queryScoresOf(images[i]);
      ScoreCalibration.ImageScores side =
          ScoreCalibration.ImageScores.of(VectorBank.Moments.of(scores));
      for (int q = 0; q < queries.length; q++) {
        zScores[count++] = queries[q].zScore(scores[q], side);
      }
      if (bank != null && captions != null) {
        float[] own = bank.scores(images[i]);
        for (int c = 0; c < own.length; c++) {
          if (captions.described[c] != i) {
            zScores[count++] = captionScores[c].zScore(own[c], side);
          }
        }
      }
    }
    double[] found = Arrays.copyOf(zScores, count);
    Arrays.sort(found);
    return found;
  }

  private static double quantile(double[] ascending, double share) {
    return ascending[(int) (share * (ascending.length - 1))];
  }
}
