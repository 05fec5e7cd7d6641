package org.kamcl.engine.evaluation;

import java.util.Arrays;

/**
 * How well one direction of retrieval did.
 *
 * @param r1 share of queries whose wanted item is first, in percent
 * @param r5 share with the wanted item among the first five
 * @param r10 share with the wanted item among the first ten
 * @param medianRank counted from 1, rounded down
 * @param meanRank counted from 1
 */
public record RetrievalMetrics(
    double r1, double r5, double r10, double medianRank, double meanRank) {

  /**
   * @param ranks each query's rank, from 0; at least one
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
