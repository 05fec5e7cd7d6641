package org.kamcl.engine.explain;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Where in an image a query is seen.
 *
 * @param method how it was found
 * @param score of image and query
 * @param total the heat map; with an additive method or occlusion in units of the score
 * @param branches the maps of the aggregator's branches, each on its own grid; empty if the method
 *     does not tell them apart
 * @param remainder the share of the score that no position has: the bias terms for {@link
 *     ExplanationMethod#CONTRIBUTION}. The sum of the map and the remainder are the score. Empty
 *     for a method that is not additive.
 */
public record ScoreMap(
    ExplanationMethod method,
    double score,
    HeatMap total,
    List<BranchMap> branches,
    OptionalDouble remainder) {

  /** Copies the list. */
  public ScoreMap {
    branches = List.copyOf(branches);
  }

  /**
   * The contribution of one branch of the aggregator.
   *
   * @param name {@code low}, {@code high} or {@code final}
   * @param map contribution of each position to the score
   */
  public record BranchMap(String name, HeatMap map) {}

  /** A map of an additive method from its branches, on the grid of the finest one. */
  static ScoreMap sum(
      ExplanationMethod method, double score, List<BranchMap> branches, double remainder) {
    int width = branches.stream().mapToInt(b -> b.map().width()).max().orElseThrow();
    int height = branches.stream().mapToInt(b -> b.map().height()).max().orElseThrow();
    HeatMap total =
        branches.stream()
            .map(b -> b.map().distributed(width, height))
            .reduce(HeatMap::plus)
            .orElseThrow();
    return new ScoreMap(method, score, total, branches, OptionalDouble.of(remainder));
  }
}
