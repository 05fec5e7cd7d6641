package org.kamcl.explorer.archive;

import java.util.List;
import java.util.function.Supplier;
import org.kamcl.explorer.domain.SearchFilter;

/** Ranks the images of an archive by their embeddings of one model. */
public interface ImageRanking {
  /**
   * The images with the highest scores among those that match a filter. The filter applies first:
   * it never takes places among the best away.
   *
   * @param query what to compare with
   * @param top most wanted, at least 1
   * @param listener is called on the calling thread
   */
  Ranking rank(RankingQuery query, SearchFilter filter, int top, Listener listener);

  /** Ranks without partial results. */
  default Ranking rank(RankingQuery query, SearchFilter filter, int top) {
    return rank(query, filter, top, Listener.NONE);
  }

  /** Receives partial results of a ranking, and can stop it. */
  @FunctionalInterface
  interface Listener {
    /** Ignores partial results and never stops the ranking. */
    Listener NONE = (compared, candidates, best) -> true;

    /**
     * Some images are compared.
     *
     * @param best the best images so far, computed on request; valid only during the call
     * @return whether to continue
     */
    boolean onPartialResult(int compared, int candidates, Supplier<List<RankedImage>> best);
  }
}
