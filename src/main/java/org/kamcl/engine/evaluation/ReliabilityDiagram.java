package org.kamcl.engine.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares what is claimed with what is there: claims in ten bins of equal width, each with the
 * share of them that came true. (DeGroot and Fienberg, The Statistician, 1983.)
 */
public final class ReliabilityDiagram {
  private static final int BINS = 10;

  private final double[] sums = new double[BINS];
  private final int[] counts = new int[BINS];
  private final int[] trueOnes = new int[BINS];

  /**
   * Claims of about one size.
   *
   * @param from the lower edge of the bin, 0..0.9
   * @param count how many, at least one
   * @param meanConfidence of the claims, 0..1
   * @param frequency of them that came true, 0..1
   */
  public record Bin(double from, int count, double meanConfidence, double frequency) {}

  /**
   * Adds a claim.
   *
   * @param claim 0..1
   * @param cameTrue whether what it speaks of is there
   */
  public void add(double claim, boolean cameTrue) {
    int bin = Math.min(BINS - 1, (int) (BINS * claim));
    sums[bin] += claim;
    counts[bin]++;
    trueOnes[bin] += cameTrue ? 1 : 0;
  }

  /** The bins that hold claims, by their lower edges. */
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

  /** Expected calibration error: by how much claim and share differ, on average over claims. */
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
