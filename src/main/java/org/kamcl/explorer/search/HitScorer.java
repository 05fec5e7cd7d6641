package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.inference.CollectionStatistics;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.index.EmbeddingIndex;
import org.kamcl.explorer.index.EmbeddingIndex.Match;
import org.kamcl.explorer.index.EmbeddingIndex.ScanListener;
import org.kamcl.explorer.search.EncodedQuery.Exclusion;

/** Turns the matches of a scan into hits: penalties of exclusions, false match rates, concepts. */
final class HitScorer {
  /** Subtracted from the score per standard deviation above the threshold. */
  private static final double PENALTY_PER_DEVIATION = 0.15;

  /** Standard deviations above the null distribution from which an exclusion lowers the score. */
  private static final double PENALTY_THRESHOLD = 1;

  /**
   * Maximum penalty of one exclusion. Without it, an exclusion that always occurs together with the
   * included terms would empty the list.
   */
  private static final double MAX_PENALTY = 0.2;

  private final ArchiveSnapshot archive;
  private final EncodedQuery query;
  private final ScoreCalibration calibration;
  private final ScoreCalibration.QueryScores scores;
  private final MatchJudge judge;
  private final ConceptMatcher matcher;

  /** By position; null without exclusions. */
  private final float[] penalties;

  /**
   * A scorer for one query.
   *
   * @param collections statistics of the collections by name
   * @param positions positions that are compared; null for all
   */
  HitScorer(
      ArchiveSnapshot archive,
      EncodedQuery query,
      ScoreCalibration calibration,
      Map<String, CollectionStatistics> collections,
      ConceptMatcher matcher,
      BitSet positions) {
    this.archive = archive;
    this.query = query;
    this.calibration = calibration;
    this.scores = calibration.queryScores(query.includedVector(), query.fromImages());
    this.judge = new MatchJudge(collections, query.kind());
    this.matcher = matcher;
    this.penalties = query.exclusions().isEmpty() ? null : penalties(positions);
  }

  private float[] penalties(BitSet positions) {
    EmbeddingIndex index = archive.index();
    float[] all = new float[index.size()];
    for (Exclusion term : query.exclusions()) {
      ScoreCalibration.QueryScores own = calibration.queryScores(term.vector(), term.image());
      float[] similarities = index.scan(term.vector(), positions, 1, ScanListener.NONE).scores();
      for (int i = 0; i < all.length; i++) {
        // Positions that were not compared hold NaN and get no penalty.
        double excess = own.queryZScore(similarities[i]) - PENALTY_THRESHOLD;
        if (excess > 0) {
          all[i] += (float) (term.weight() * Math.min(MAX_PENALTY, PENALTY_PER_DEVIATION * excess));
        }
      }
    }
    return all;
  }

  /**
   * The best matches of a completed scan.
   *
   * @return at most {@code top} matches, best first
   */
  List<Match> rank(EmbeddingIndex.ScanResult scan, int top) {
    if (penalties == null) {
      return scan.best();
    }
    float[] penalized = scan.scores().clone();
    for (int i = 0; i < penalized.length; i++) {
      penalized[i] -= penalties[i];
    }
    return archive.index().topK(penalized, top);
  }

  /** The matches of a running scan, ordered by their penalized scores. */
  List<Match> rankPartial(List<Match> best) {
    if (penalties == null) {
      return best;
    }
    return best.stream()
        .map(
            m ->
                new Match(
                    m.id(), m.position(), m.score() - penalties[m.position()], m.countAtLeast()))
        .sorted(Comparator.comparingDouble(Match::score).reversed())
        .toList();
  }

  /**
   * The score that is compared with the null distribution: the similarity with the included terms
   * minus the penalties. The ranking score does not fit: "ballpark -trees" would be compared with
   * images without trees, and no ballpark stands out from those.
   */
  private double matchScore(Match match, float[] image) {
    if (penalties == null) {
      return match.score();
    }
    double score = -penalties[match.position()];
    for (int i = 0; i < image.length; i++) {
      score += (double) query.includedVector()[i] * image[i];
    }
    return score;
  }

  /**
   * The hits of ranked matches, with false match rates and shared concepts.
   *
   * @param matches best first; all are used to calibrate
   * @param top maximum number of hits
   */
  List<SearchHit> hits(List<Match> matches, int top) {
    List<MatchJudge.Match> scored = new ArrayList<>();
    for (Match match : matches) {
      float[] vector = archive.index().vector(match.id()).orElseThrow();
      scored.add(
          new MatchJudge.Match(
              archive.images().get(match.id()).collection(),
              scores.zScore(matchScore(match, vector), vector)));
    }
    List<MatchJudge.Judgment> judgments = judge.judge(scored);
    List<SearchHit> hits = new ArrayList<>();
    for (int i = 0; i < Math.min(top, matches.size()); i++) {
      Match match = matches.get(i);
      hits.add(
          new SearchHit(
              i + 1,
              archive.images().get(match.id()),
              match.score(),
              judgments.get(i).falseMatchRate(),
              judgments.get(i).band(),
              matcher.shared(archive.concepts().get(match.position()), query.concepts())));
    }
    return hits;
  }
}
