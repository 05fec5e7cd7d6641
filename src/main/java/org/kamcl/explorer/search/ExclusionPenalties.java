package org.kamcl.explorer.search;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.explorer.index.EmbeddingIndex.ScanListener;
import org.kamcl.explorer.search.EncodedQuery.Exclusion;

/** What an excluded term subtracts from the scores of the images that show it. */
final class ExclusionPenalties {
  /** Subtracted from the score per standard deviation above the threshold. */
  private static final double PENALTY_PER_DEVIATION = 0.15;

  /** Standard deviations above the null distribution from which an exclusion lowers the score. */
  private static final double PENALTY_THRESHOLD = 1;

  /**
   * Maximum penalty of one exclusion. Without it, an exclusion that always occurs together with the
   * included terms would empty the list.
   */
  private static final double MAX_PENALTY = 0.2;

  private ExclusionPenalties() {}

  /**
   * The penalties of one exclusion.
   *
   * @param positions positions that are compared; null for all
   * @return by position in the index, at least 0; 0 for what is not compared
   */
  static float[] of(
      ArchiveSnapshot archive,
      ScoreCalibration calibration,
      Exclusion term,
      @Nullable BitSet positions) {
    ScoreCalibration.QueryScores own = calibration.queryScores(term.vector(), term.image());
    float[] similarities =
        archive.index().scan(term.vector(), positions, 1, ScanListener.NONE).scores();
    float[] penalties = new float[similarities.length];
    for (int i = 0; i < penalties.length; i++) {
      // Positions that were not compared hold NaN and get no penalty.
      double excess = own.queryZScore(similarities[i]) - PENALTY_THRESHOLD;
      if (excess > 0) {
        penalties[i] =
            (float) (term.weight() * Math.min(MAX_PENALTY, PENALTY_PER_DEVIATION * excess));
      }
    }
    return penalties;
  }
}
