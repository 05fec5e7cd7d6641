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
 * Chooses from which strength a concept is shown: the lowest from which on people name it in nine
 * of ten images.
 *
 * <p>A concept's own images are few: to them come ten more with the precision that all concepts
 * together have from the same strength on, at its lower bound. Concepts that people name in fewer
 * than twenty images have one threshold together.
 */
public final class ConceptCalibrator {
  /** Share of shown concepts that people are to name, on images that chose no threshold. */
  public static final double TARGET_PRECISION = 0.9;

  /** Thresholds fit the images that they were chosen on a little better than others. */
  private static final double CALIBRATION_PRECISION = TARGET_PRECISION + 0.01;

  /** A concept that fewer images have shares its threshold. */
  private static final int MIN_POSITIVES = 20;

  /** From fewer images no threshold should be chosen. */
  public static final int MIN_IMAGES = 100;

  /** Images that are added to a concept's own. */
  private static final double PRIOR_COUNT = 10;

  /** Standard deviations of a one-sided bound of 95 %. */
  private static final double CONFIDENCE_Z = 1.645;

  private static final int STEPS = ConceptObservations.STRENGTH_BINS;
  private static final int MIN_BIN =
      (int) Math.ceil(ConceptCalibration.DEFAULT_DISPLAY_THRESHOLD * STEPS);
  private static final double DIGITS = 1e4;

  private ConceptCalibrator() {}

  /**
   * Chooses thresholds, and measures what strengths mean.
   *
   * @param images that the model was not trained with: on those its heads are too sure
   * @param source where they come from, for people
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

  /** Images, and those of them of which people name the concept, by strength. */
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

    /** For each step the lower bound of the precision from it on; 0 where there is no image. */
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
     * The lowest strength from which on the precision is high enough.
     *
     * @param usual precision of all concepts from each step on
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
      // Between two steps, so that rounding decides nothing.
      return lowest > STEPS ? ConceptCalibration.NEVER_DISPLAYED : rounded((lowest - 0.5) / STEPS);
    }
  }

  /** Of a share. (Wilson, JASA 1927.) */
  private static double lowerBound(int k, int n) {
    double share = (double) k / n;
    double z = CONFIDENCE_Z * CONFIDENCE_Z / n;
    double spread = Math.sqrt(z * share * (1 - share) + z * z / 4);
    return Math.max(0, (share + z / 2 - spread) / (1 + z));
  }

  private static double rounded(double value) {
    return Math.rint(value * DIGITS) / DIGITS;
  }

  /** A point for each tenth of strengths; where shares fall, neighbours get their common one. */
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

  /** Strengths of all concepts in all images, beside what people name. */
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
   * Cross-validation: every part of the images is judged with what was chosen on the other parts.
   *
   * @param parts at least two
   * @param seed of the division
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
   * A division of images into parts that differ by one at most.
   *
   * @return the part of each image, 0..parts-1
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
