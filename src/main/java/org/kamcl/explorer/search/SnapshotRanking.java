package org.kamcl.explorer.search;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.archive.ExclusionPenalty;
import org.kamcl.explorer.archive.ImageRanking;
import org.kamcl.explorer.archive.RankedImage;
import org.kamcl.explorer.archive.Ranking;
import org.kamcl.explorer.archive.RankingQuery;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.index.EmbeddingIndex;
import org.kamcl.explorer.index.EmbeddingIndex.Match;
import org.kamcl.explorer.index.EmbeddingIndex.ScanResult;

/** Ranks the archive of this machine at one moment, by comparing the query with every image. */
final class SnapshotRanking implements ImageRanking {
  private static final Ranking.Exact EXACT = new Ranking.Exact();

  private final EmbeddingIndex index;
  private final Function<SearchFilter, @Nullable BitSet> matching;

  /**
   * @param index the embeddings
   * @param matching positions of the images that match a filter; null for all
   */
  SnapshotRanking(EmbeddingIndex index, Function<SearchFilter, @Nullable BitSet> matching) {
    this.index = index;
    this.matching = matching;
  }

  @Override
  public Ranking rank(RankingQuery query, SearchFilter filter, int top, Listener listener) {
    BitSet positions = matching.apply(filter);
    float[] penalties = penalties(query.penalties(), positions);
    ScanResult scan =
        index.scan(
            query.vector(),
            positions,
            top,
            (compared, candidates, best) ->
                listener.onPartialResult(
                    compared, candidates, () -> penalized(best.get(), penalties)));
    List<RankedImage> best =
        penalties == null ? ranked(scan.best()) : ranked(scan.scores(), penalties, top);
    return new Ranking(best, scan.compared(), scan.candidates(), EXACT);
  }

  /** By position; null without exclusions. */
  private float @Nullable [] penalties(List<ExclusionPenalty> terms, @Nullable BitSet positions) {
    if (terms.isEmpty()) {
      return null;
    }
    float[] all = new float[index.size()];
    for (ExclusionPenalty term : terms) {
      float[] own = ExclusionPenalties.of(index, term, positions);
      for (int i = 0; i < all.length; i++) {
        all[i] += own[i];
      }
    }
    return all;
  }

  private static List<RankedImage> ranked(List<Match> matches) {
    return matches.stream().map(m -> new RankedImage(m.id(), m.score(), 0)).toList();
  }

  private List<RankedImage> ranked(float[] scores, float[] penalties, int top) {
    float[] penalized = scores.clone();
    for (int i = 0; i < penalized.length; i++) {
      penalized[i] -= penalties[i];
    }
    return index.topK(penalized, top).stream()
        .map(m -> new RankedImage(m.id(), m.score(), penalties[m.position()]))
        .toList();
  }

  /** The matches of a running scan, ordered by their penalized scores. */
  private static List<RankedImage> penalized(List<Match> best, float @Nullable [] penalties) {
    if (penalties == null) {
      return ranked(best);
    }
    return best.stream()
        .map(
            m ->
                new RankedImage(
                    m.id(), m.score() - penalties[m.position()], penalties[m.position()]))
        .sorted(Comparator.comparingDouble(RankedImage::score).reversed())
        .toList();
  }
}
