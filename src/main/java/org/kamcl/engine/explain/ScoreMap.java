package org.kamcl.engine.explain;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Where in an image a query is seen.
 *
 * @param method how it was found
 * @param score of image and query
 * @param total the heat map; with an additive method or occlusion in units of the score, with
 *     {@link ExplanationMethod#COMBINED} in standard deviations
 * @param branches the maps of the aggregator's branches in units of the score, each on its own
 *     grid; with {@link ExplanationMethod#COMBINED} those of its additive map; empty if the method
 *     does not tell them apart
 * @param remainder the share of the score that no position has: the bias terms for {@link
 *     ExplanationMethod#CONTRIBUTION}. The sum of the branches and the remainder are the score.
 *     Empty for a method without branches.
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

  /** This additive map together with a map by occlusion. */
  ScoreMap combinedWith(ScoreMap occlusion) {
    int columns = total.width();
    int rows = total.height();
    HeatMap mean =
        total.standardized().meanWith(occlusion.total.resampled(columns, rows).standardized());
    return new ScoreMap(ExplanationMethod.COMBINED, score, mean, branches, remainder);
  }

  /**
   * A map of an additive method from its branches, on the grid of the finest one. A position of any
   * branch sees several cells of the coarsest one, so its contribution is spread over these:
   * otherwise the fine branches would add noise that is smaller than what they see.
   */
  static ScoreMap sum(
      ExplanationMethod method, double score, List<BranchMap> branches, double remainder) {
    HeatMap finest =
        branches.stream()
            .map(BranchMap::map)
            .max(Comparator.comparingInt(HeatMap::width))
            .orElseThrow();
    HeatMap coarsest =
        branches.stream()
            .map(BranchMap::map)
            .min(Comparator.comparingInt(HeatMap::width))
            .orElseThrow();
    HeatMap total =
        branches.stream()
            .map(b -> b.map().collected(coarsest.width(), coarsest.height()))
            .reduce(HeatMap::plus)
            .orElseThrow()
            .spread()
            .distributed(finest.width(), finest.height());
    return new ScoreMap(method, score, total, branches, OptionalDouble.of(remainder));
  }
}
