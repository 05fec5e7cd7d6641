package org.kamcl.engine.evaluation;

import java.util.Arrays;

/**
 * Metrics of one direction of retrieval.
 *
 * @param r1 recall at 1: queries whose correct item ranks first, in percent
 * @param r5 recall at 5 in percent
 * @param r10 recall at 10 in percent
 * @param medianRank from 1, rounded down
 * @param meanRank from 1
 */
public record RetrievalMetrics(
    double r1, double r5, double r10, double medianRank, double meanRank) {

  /**
   * The metrics of ranks.
   *
   * @param ranks rank of each query from 0; at least one
   */
  public static RetrievalMetrics of(int[] ranks) {
    int[] sorted = ranks.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + (double) sorted[n / 2]) / 2;
    return new RetrievalMetrics(
        recall(ranks, 1),
        recall(ranks, 5),
        recall(ranks, 10),
        Math.floor(median) + 1,
        Arrays.stream(ranks).average().orElseThrow() + 1);
  }

  private static double recall(int[] ranks, int k) {
    long hits = Arrays.stream(ranks).filter(r -> r < k).count();
    return 100.0 * hits / ranks.length;
  }
}
