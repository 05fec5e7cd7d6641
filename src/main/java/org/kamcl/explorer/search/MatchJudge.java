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
 * has strong matches only if its best match stands out among its number of images.
 */
final class MatchJudge {
  private final Map<String, CollectionStatistics> collections;
  private final boolean byImage;

  /**
   * @param collections statistics by name; a collection that is missing counts as unmeasured
   * @param byImage whether the query is an image, to which the statistics do not apply
   */
  MatchJudge(Map<String, CollectionStatistics> collections, boolean byImage) {
    this.collections = collections;
    this.byImage = byImage;
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
          boolean answered = zScores[0] >= MatchThresholds.requiredBest(statistics.images());
          for (int i = 0; i < zScores.length; i++) {
            judgments[own.get(i)] =
                new Judgment(
                    ScoreCalibration.falseMatchRate(zScores[i]), band(zScores[i], answered));
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
    return band(zScore, zScore >= MatchThresholds.requiredBest(images));
  }

  private CollectionStatistics statistics(String collection, int images) {
    CollectionStatistics known = collections.get(collection);
    return known == null ? CollectionStatistics.unmeasured(images) : known;
  }

  private double adapted(CollectionStatistics statistics, double zScore) {
    return byImage ? zScore : statistics.adapt(zScore);
  }

  private static MatchBand band(double zScore, boolean answered) {
    if (answered && zScore >= MatchThresholds.STRONG) {
      return MatchBand.STRONG;
    }
    return zScore >= MatchThresholds.POSSIBLE ? MatchBand.POSSIBLE : MatchBand.WEAK;
  }
}
