package org.kamcl.explorer.archive;

import java.util.List;

/**
 * What images are ranked by: the score of an image is the dot product of its embedding with a
 * vector, less its penalties.
 *
 * @param vector of unit length: the weighted terms of a query, excluded ones subtracted
 * @param penalties one for each excluded term; empty without
 */
public record RankingQuery(float[] vector, List<ExclusionPenalty> penalties) {
  /** Copies the list. */
  public RankingQuery {
    penalties = List.copyOf(penalties);
  }

  /** Without penalties. */
  public static RankingQuery of(float[] vector) {
    return new RankingQuery(vector, List.of());
  }
}
