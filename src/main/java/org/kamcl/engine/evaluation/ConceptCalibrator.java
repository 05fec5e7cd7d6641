package org.kamcl.engine.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.kamcl.engine.evaluation.ConceptObservations.Row;
import org.kamcl.engine.inference.ConceptCalibration;
import org.kamcl.engine.inference.ConceptCalibration.Point;

/**
 * Chooses the display threshold of each concept: the lowest strength from which on the concept is
 * mentioned in the captions of at least nine of ten images.
 *
 * <p>A concept has few images of its own. Ten more are added with the precision that all concepts
 * together have from the same strength on, at its lower confidence bound. Concepts that are
 * mentioned for fewer than twenty images share a threshold.
 */
public final class ConceptCalibrator {
  /**
   * Target precision: fraction of displayed concepts that captions mention, on images that were not
   * used to choose thresholds.
   */
  public static final double TARGET_PRECISION = 0.9;

  /**
   * Precision on the images that thresholds are chosen on, slightly higher because of overfitting.
   */
  private static final double CALIBRATION_PRECISION = TARGET_PRECISION + 0.01;

  /** Number of images with a concept below which the concept shares a threshold. */
  private static final int MIN_POSITIVES = 20;

  /** Smallest number of images for a calibration. */
  public static final int MIN_IMAGES = 100;

  /** Number of images added to those of a concept as a prior. */
  private static final double PRIOR_COUNT = 10;

  /** Quantile of the one-sided 95 % confidence bound in standard deviations. */
  private static final double CONFIDENCE_Z = 1.645;

  private static final int STEPS = ConceptObservations.STRENGTH_BINS;
  private static final int MIN_BIN =
      (int) Math.ceil(ConceptCalibration.DEFAULT_DISPLAY_THRESHOLD * STEPS);
  private static final double DIGITS = 1e4;

  private ConceptCalibrator() {}

  /**
   * Chooses thresholds and measures the frequency at each strength.
   *
   * @param images that the model was not trained with; on training images the concept heads are
   *     overconfident
   * @param source description of the images
   */
  public static ConceptCalibration calibrate(ConceptObservations images, String source) {
    int concepts = images.concepts().size();
    StrengthHistogram all = new StrengthHistogram();
    StrengthHistogram rare = new StrengthHistogram();
    StrengthHistogram[] own = new StrengthHistogram[concepts];
    for (int c = 0; c < concepts; c++) {
      own[c] = new StrengthHistogram();
      for (Row row : images.rows()) {
        own[c].add(row.strengthBins()[c], row.named()[c]);
      }
      all.add(own[c]);
      if (own[c].positives() < MIN_POSITIVES) {
        rare.add(own[c]);
      }
    }
    double[] usual = all.bounds();
    Map<String, Double> shownFrom = new LinkedHashMap<>();
    for (int c = 0; c < concepts; c++) {
      if (own[c].positives() >= MIN_POSITIVES) {
        shownFrom.put(images.concepts().get(c), own[c].threshold(usual));
      }
    }
    return new ConceptCalibration(shownFrom, rare.threshold(usual), curve(images), source);
  }

  /** Histogram over strengths: images, and images whose captions mention the concept. */
  private static final class StrengthHistogram {
    private final int[] images = new int[STEPS + 1];
    private final int[] named = new int[STEPS + 1];

    void add(int step, boolean isNamed) {
      images[step]++;
      named[step] += isNamed ? 1 : 0;
    }

    void add(StrengthHistogram other) {
      for (int s = 0; s <= STEPS; s++) {
        images[s] += other.images[s];
        named[s] += other.named[s];
      }
    }

    int positives() {
      return Arrays.stream(named).sum();
    }

    /** Lower confidence bound of the precision from each bin on; 0 where there is no image. */
    double[] bounds() {
      double[] bounds = new double[STEPS + 1];
      int n = 0;
      int k = 0;
      for (int s = STEPS; s >= 0; s--) {
        n += images[s];
        k += named[s];
        bounds[s] = n == 0 ? 0 : lowerBound(k, n);
      }
      return bounds;
    }

    /**
     * The lowest strength from which on the precision is sufficient.
     *
     * @param usual precision of all concepts from each bin on
     */
    double threshold(double[] usual) {
      int lowest = STEPS + 1;
      double n = PRIOR_COUNT;
      double k = 0;
      for (int s = STEPS; s >= MIN_BIN; s--) {
        n += images[s];
        k += named[s];
        if ((k + PRIOR_COUNT * usual[s]) / n >= CALIBRATION_PRECISION) {
          lowest = s;
        }
      }
      // Halfway between two bins, so that rounding does not matter.
      return lowest > STEPS ? ConceptCalibration.NEVER_DISPLAYED : rounded((lowest - 0.5) / STEPS);
    }
  }

  /** Lower confidence bound of a proportion. (Wilson, JASA 1927.) */
  private static double lowerBound(int k, int n) {
    double share = (double) k / n;
    double z = CONFIDENCE_Z * CONFIDENCE_Z / n;
    double spread = Math.sqrt(z * share * (1 - share) + z * z / 4);
    return Math.max(0, (share + z / 2 - spread) / (1 + z));
  }

  private static double rounded(double value) {
    return Math.rint(value * DIGITS) / DIGITS;
  }

  /**
   * A point for each tenth of strengths; where frequencies decrease, neighbors are pooled (isotonic
   * regression).
   */
  private static List<Point> curve(ConceptObservations images) {
    List<Point> points = new ArrayList<>();
    List<double[]> runs = new ArrayList<>();
    List<ReliabilityDiagram.Bin> bins = reliabilityOfStrengths(images).bins();
    for (ReliabilityDiagram.Bin bin : bins) {
      double[] run = {bin.count(), bin.frequency() * bin.count(), 1};
      while (!runs.isEmpty() && last(runs)[1] / last(runs)[0] > run[1] / run[0]) {
        double[] before = runs.remove(runs.size() - 1);
        for (int i = 0; i < run.length; i++) {
          run[i] += before[i];
        }
      }
      runs.add(run);
    }
    for (double[] run : runs) {
      for (int i = 0; i < run[2]; i++) {
        double strength = bins.get(points.size()).meanConfidence();
        points.add(new Point(rounded(strength), rounded(run[1] / run[0])));
      }
    }
    return points.isEmpty() ? List.of(new Point(0, 0), new Point(1, 1)) : points;
  }

  private static double[] last(List<double[]> runs) {
    return runs.get(runs.size() - 1);
  }

  /** Reliability diagram of the strengths of all concepts in all images. */
  public static ReliabilityDiagram reliabilityOfStrengths(ConceptObservations images) {
    ReliabilityDiagram diagram = new ReliabilityDiagram();
    for (int i = 0; i < images.size(); i++) {
      for (int c = 0; c < images.concepts().size(); c++) {
        diagram.add(images.strength(i, c), images.isNamed(i, c));
      }
    }
    return diagram;
  }

  /**
   * Cross-validation: each fold is measured with thresholds chosen on the other folds.
   *
   * @param parts number of folds, at least two
   * @param seed of the split
   */
  public static ConceptDisplayMetrics crossValidate(
      ConceptObservations images, int parts, long seed) {
    int[] part = folds(images.size(), parts, seed);
    ConceptDisplayMetrics shown = new ConceptDisplayMetrics();
    for (int p = 0; p < parts; p++) {
      int judged = p;
      ConceptCalibration calibration = calibrate(images.subset(i -> part[i] != judged), "");
      shown.add(images.subset(i -> part[i] == judged), calibration);
    }
    return shown;
  }

  /**
   * Splits images into folds whose sizes differ by at most one.
   *
   * @return the fold of each image, 0..parts-1
   */
  public static int[] folds(int images, int parts, long seed) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    int[] part = new int[images];
    for (int i = 0; i < images; i++) {
      part[order.get(i)] = i % parts;
    }
    return part;
  }
}
