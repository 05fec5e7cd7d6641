package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.inference.CollectionStatistics;
import org.kamcl.engine.inference.MatchThresholds;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.explorer.domain.MatchBand;

/**
 * Turns the z-scores of ranked hits into false match rates and bands. Each collection is judged by
 * itself: its z-scores are adapted to its own random pairs and made to fall along the ranks, and it
 * has strong matches only if its best match stands out among its number of images. For a sentence,
 * only those close to the best match are strong.
 */
final class MatchJudge {
  private final Map<String, CollectionStatistics> collections;
  private final Kind kind;

  /** Kind of a query. */
  enum Kind {
    /** A few words. */
    WORDS,
    /** Words that ask for several things at once. */
    SENTENCE,
    /** An image, to which the statistics of collections do not apply. */
    IMAGE
  }

  /**
   * @param collections statistics by name; a collection that is missing counts as unmeasured
   * @param kind kind of the query
   */
  MatchJudge(Map<String, CollectionStatistics> collections, Kind kind) {
    this.collections = collections;
    this.kind = kind;
  }

  /** A z-score and the collection of its image. */
  record Match(String collection, double zScore) {}

  /**
   * A judged match.
   *
   * @param falseMatchRate share of random pairs that score at least as high, above 0 to 1
   */
  record Judgment(double falseMatchRate, MatchBand band) {}

  /**
   * Judges the best matches of a query.
   *
   * @param matches best first
   * @return in the same order
   */
  List<Judgment> judge(List<Match> matches) {
    Map<String, List<Integer>> ranks = new HashMap<>();
    for (int i = 0; i < matches.size(); i++) {
      ranks.computeIfAbsent(matches.get(i).collection, c -> new ArrayList<>()).add(i);
    }
    Judgment[] judgments = new Judgment[matches.size()];
    ranks.forEach(
        (collection, own) -> {
          CollectionStatistics statistics = statistics(collection, own.size());
          double[] zScores =
              own.stream().mapToDouble(i -> adapted(statistics, matches.get(i).zScore)).toArray();
          ScoreCalibration.isotonic(zScores);
          double strong = strongFrom(zScores[0], statistics.images());
          for (int i = 0; i < zScores.length; i++) {
            judgments[own.get(i)] =
                new Judgment(ScoreCalibration.falseMatchRate(zScores[i]), band(zScores[i], strong));
          }
        });
    return List.of(judgments);
  }

  /**
   * The band of a pair that was not found by a search.
   *
   * @param images number of images or captions that were compared
   */
  MatchBand band(Match match, int images) {
    double zScore = adapted(statistics(match.collection, 1), match.zScore);
    return band(zScore, strongFrom(zScore, images));
  }

  /** The z-score from which matches are strong; infinite if none are. */
  private double strongFrom(double best, int images) {
    if (best < MatchThresholds.requiredBest(images)) {
      return Double.POSITIVE_INFINITY;
    }
    return kind == Kind.SENTENCE
        ? Math.max(MatchThresholds.STRONG, best - MatchThresholds.SENTENCE_MARGIN)
        : MatchThresholds.STRONG;
  }

  private CollectionStatistics statistics(String collection, int images) {
    CollectionStatistics known = collections.get(collection);
    return known == null ? CollectionStatistics.unmeasured(images) : known;
  }

  private double adapted(CollectionStatistics statistics, double zScore) {
    return kind == Kind.IMAGE ? zScore : statistics.adapt(zScore);
  }

  private static MatchBand band(double zScore, double strong) {
    if (zScore >= strong) {
      return MatchBand.STRONG;
    }
    return zScore >= MatchThresholds.POSSIBLE ? MatchBand.POSSIBLE : MatchBand.WEAK;
  }
}
