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
import org.kamcl.explorer.search.EncodedQuery.Exclusion;

/** Turns the matches of a scan into hits: penalties of exclusions, false match rates, concepts. */
final class HitScorer {
  private final ArchiveSnapshot archive;
  private final EncodedQuery query;
  private final ScoreCalibration calibration;
  private final ScoreCalibration.QueryScores scores;
  private final ImageScoreCache.OfQueries imageScores;
  private final MatchJudge judge;
  private final ConceptMatcher matcher;

  /** By position; null without exclusions. */
  private final float[] penalties;

  /**
   * A scorer for one query.
   *
   * @param imageScores of the calibration and the archive
   * @param collections statistics of the collections by name
   * @param positions positions that are compared; null for all
   */
  HitScorer(
      ArchiveSnapshot archive,
      EncodedQuery query,
      ScoreCalibration calibration,
      ImageScoreCache imageScores,
      Map<String, CollectionStatistics> collections,
      ConceptMatcher matcher,
      BitSet positions) {
    this.archive = archive;
    this.query = query;
    this.calibration = calibration;
    this.scores = calibration.queryScores(query.includedVector(), query.fromImages());
    this.imageScores = imageScores.of(query.fromImages());
    this.judge = new MatchJudge(collections, query.kind());
    this.matcher = matcher;
    this.penalties = query.exclusions().isEmpty() ? null : penalties(positions);
  }

  private float[] penalties(BitSet positions) {
    float[] all = new float[archive.index().size()];
    for (Exclusion term : query.exclusions()) {
      float[] own = ExclusionPenalties.of(archive, calibration, term, positions);
      for (int i = 0; i < all.length; i++) {
        all[i] += own[i];
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
  private double matchScore(Match match) {
    if (penalties == null) {
      return match.score();
    }
    float[] image = vector(match);
    double score = -penalties[match.position()];
    for (int i = 0; i < image.length; i++) {
      score += (double) query.includedVector()[i] * image[i];
    }
    return score;
  }

  private float[] vector(Match match) {
    return archive.index().vector(match.id()).orElseThrow();
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
      scored.add(
          new MatchJudge.Match(
              archive.images().get(match.id()).collection(),
              scores.zScore(
                  matchScore(match),
                  imageScores.at(match.position(), () -> vector(match), scores))));
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
