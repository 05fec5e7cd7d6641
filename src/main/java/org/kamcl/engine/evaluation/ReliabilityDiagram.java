package org.kamcl.engine.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares predicted probabilities with observed frequencies in ten bins of equal width. (DeGroot
 * and Fienberg, The Statistician, 1983.)
 */
public final class ReliabilityDiagram {
  private static final int BINS = 10;

  private final double[] sums = new double[BINS];
  private final int[] counts = new int[BINS];
  private final int[] trueOnes = new int[BINS];

  /**
   * A bin of predictions.
   *
   * @param from lower edge of the bin, 0..0.9
   * @param count number of predictions, at least one
   * @param meanConfidence mean predicted probability, 0..1
   * @param frequency fraction of predictions that are true, 0..1
   */
  public record Bin(double from, int count, double meanConfidence, double frequency) {}

  /**
   * Adds a prediction.
   *
   * @param claim predicted probability, 0..1
   * @param cameTrue whether it is true
   */
  public void add(double claim, boolean cameTrue) {
    int bin = Math.min(BINS - 1, (int) (BINS * claim));
    sums[bin] += claim;
    counts[bin]++;
    trueOnes[bin] += cameTrue ? 1 : 0;
  }

  /** The bins with predictions, by their lower edges. */
  public List<Bin> bins() {
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      if (counts[i] > 0) {
        bins.add(
            new Bin(
                (double) i / BINS,
                counts[i],
                sums[i] / counts[i],
                (double) trueOnes[i] / counts[i]));
      }
    }
    return bins;
  }

  /**
   * Expected calibration error: mean absolute difference of confidence and frequency over all
   * predictions.
   */
  public double expectedCalibrationError() {
    double sum = 0;
    int all = 0;
    for (Bin bin : bins()) {
      sum += bin.count * Math.abs(bin.meanConfidence - bin.frequency);
      all += bin.count;
    }
    return sum / Math.max(1, all);
  }
}
