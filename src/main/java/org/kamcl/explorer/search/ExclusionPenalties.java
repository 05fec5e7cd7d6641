package org.kamcl.explorer.search;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.archive.ExclusionPenalty;
import org.kamcl.explorer.index.EmbeddingIndex;
import org.kamcl.explorer.index.EmbeddingIndex.ScanListener;

/** What an excluded term subtracts from the scores of the images that show it. */
final class ExclusionPenalties {
  private ExclusionPenalties() {}

  /**
   * The penalties of one exclusion.
   *
   * @param positions positions that are compared; null for all
   * @return by position in the index, at least 0; 0 for what is not compared
   */
  static float[] of(EmbeddingIndex index, ExclusionPenalty term, @Nullable BitSet positions) {
    float[] similarities = index.scan(term.vector(), positions, 1, ScanListener.NONE).scores();
    float[] penalties = new float[similarities.length];
    for (int i = 0; i < penalties.length; i++) {
      // Positions that were not compared hold NaN and get no penalty.
      penalties[i] = term.of(similarities[i]);
    }
    return penalties;
  }
}
