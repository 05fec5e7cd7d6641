package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.index.EmbeddingIndex;
import org.kamcl.explorer.index.EmbeddingIndex.Match;
import org.kamcl.explorer.index.EmbeddingIndex.ScanListener;
import org.kamcl.explorer.search.EncodedQuery.Exclusion;

/** Makes hits of what a scan found: penalties, chances, reasons. */
final class HitScorer {
  /** Taken off the score for each standard deviation by which an excluded term stands out. */
  private static final double PENALTY_PER_DEVIATION = 0.15;

  /** Deviations from which a picture counts as showing a little of an excluded term. */
  private static final double PENALTY_THRESHOLD = 1;

  /**
   * Most that one term takes off: what always comes with what is wanted must not empty the list.
   */
  private static final double MAX_PENALTY = 0.2;

  private final ArchiveSnapshot archive;
  private final EncodedQuery asked;
  private final ScoreCalibration scoreCalibration;
  private final ScoreCalibration.QueryScores queryScores;
  private final ConceptMatcher matcher;

  /** By position; null where nothing is excluded. */
  private final float[] penalties;

  /**
   * @param allowed positions that will be compared; null for all
   */
  HitScorer(
      ArchiveSnapshot archive,
      EncodedQuery asked,
      ScoreCalibration scoreCalibration,
      ConceptMatcher matcher,
      BitSet allowed) {
    this.archive = archive;
    this.asked = asked;
    this.scoreCalibration = scoreCalibration;
    this.queryScores = scoreCalibration.queryScores(asked.includedVector(), asked.fromImages());
    this.matcher = matcher;
    this.penalties = asked.exclusions().isEmpty() ? null : penalties(allowed);
  }

  private float[] penalties(BitSet allowed) {
    EmbeddingIndex index = archive.index();
    float[] all = new float[index.size()];
    for (Exclusion term : asked.exclusions()) {
      ScoreCalibration.QueryScores own = scoreCalibration.queryScores(term.vector(), term.image());
      float[] scores = index.scan(term.vector(), allowed, 1, ScanListener.NONE).scores();
      for (int i = 0; i < all.length; i++) {
        // Positions that were not compared have no number, and no penalty.
        double over = own.queryZScore(scores[i]) - PENALTY_THRESHOLD;
        if (over > 0) {
          all[i] += (float) (term.weight() * Math.min(MAX_PENALTY, PENALTY_PER_DEVIATION * over));
        }
      }
    }
    return all;
  }

  /** The best of a scan that has ended. */
  List<Match> rank(EmbeddingIndex.ScanResult scanResult, int top) {
    if (penalties == null) {
      return scanResult.best();
    }
    float[] scores = scanResult.scores().clone();
    for (int i = 0; i < scores.length; i++) {
      scores[i] -= penalties[i];
    }
    return archive.index().topK(scores, top);
  }

  /** Those of a scan that goes on, in the order their penalties leave. */
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
   * How well an image shows what is wanted, less what it shows of what is not. The score it is
   * ranked by will not do: a "ballpark" without "trees" would be compared with backgrounds that
   * have no trees, beside which no ballpark stands out.
   */
  private double matchScore(Match match, float[] image) {
    if (penalties == null) {
      return match.score();
    }
    double score = -penalties[match.position()];
    for (int i = 0; i < image.length; i++) {
      score += (double) asked.includedVector()[i] * image[i];
    }
    return score;
  }

  /**
   * Hits with chances and reasons.
   *
   * @param matches best first
   */
  List<SearchHit> hits(List<Match> matches) {
    double[] deviations = new double[matches.size()];
    for (int i = 0; i < deviations.length; i++) {
      Match match = matches.get(i);
      float[] vector = archive.index().vector(match.id()).orElseThrow();
      deviations[i] = queryScores.zScore(matchScore(match, vector), vector);
    }
    ScoreCalibration.isotonic(deviations);
    List<SearchHit> hits = new ArrayList<>(deviations.length);
    for (int i = 0; i < deviations.length; i++) {
      Match match = matches.get(i);
      hits.add(
          new SearchHit(
              i + 1,
              archive.images().get(match.id()),
              match.score(),
              ScoreCalibration.falseMatchRate(deviations[i]),
              deviations[i] >= scoreCalibration.strongMatchThreshold(),
              matcher.shared(archive.concepts().get(match.position()), asked.concepts())));
    }
    return hits;
  }
}
