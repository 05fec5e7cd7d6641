package org.kamcl.explorer.evaluation;

import java.util.List;
import org.kamcl.explorer.api.Evaluation;

/**
 * Captions by the rank of their image.
 *
 * @param bins from the best ranks to the worst
 */
public record RankHistogram(List<Bin> bins) {
  /** The highest rank of each bin but the last, from 1. */
  private static final int[] BOUNDS = {1, 5, 10, 50, 100};

  /**
   * Ranks that are counted together.
   *
   * @param from lowest rank, from 1
   * @param to highest rank; {@link Integer#MAX_VALUE} for the last bin
   * @param captions number of captions
   */
  public record Bin(int from, int to, int captions) {
    /**
     * Whether a rank is in the bin.
     *
     * @param rank from 0
     */
    public boolean contains(int rank) {
      return rank + 1 >= from && rank + 1 <= to;
    }
  }

  /** Counts the captions of an evaluation. */
  public static RankHistogram of(Evaluation evaluation) {
    Bin[] bins = new Bin[BOUNDS.length + 1];
    int from = 1;
    for (int b = 0; b < bins.length; b++) {
      Bin empty = new Bin(from, b < BOUNDS.length ? BOUNDS[b] : Integer.MAX_VALUE, 0);
      int count =
          (int) evaluation.captions().stream().filter(c -> empty.contains(c.rank())).count();
      bins[b] = new Bin(empty.from, empty.to, count);
      from = b < BOUNDS.length ? BOUNDS[b] + 1 : from;
    }
    return new RankHistogram(List.of(bins));
  }
}
