package org.kamcl.explorer.archive;

import java.util.List;

/**
 * The images with the highest scores.
 *
 * @param best highest first; equal ones in an order that stays the same
 * @param compared number of images that match the filter and that the ranking took into account
 * @param candidates number of images that match the filter; more than were compared only if the
 *     ranking was stopped
 * @param accuracy whether these are certainly the best
 */
public record Ranking(List<RankedImage> best, int compared, int candidates, Accuracy accuracy) {
  /** Copies the list. */
  public Ranking {
    best = List.copyOf(best);
  }

  /** Whether a ranking has exactly the best images. Scores are exact in either case. */
  public sealed interface Accuracy permits Exact, Approximate {}

  /** Every image that matches the filter was compared. */
  public record Exact() implements Accuracy {}

  /**
   * The images come from a graph of neighbors, which may miss some of the best.
   *
   * @param candidates number of images that were taken from the graph and compared exactly
   */
  public record Approximate(int candidates) implements Accuracy {}
}
