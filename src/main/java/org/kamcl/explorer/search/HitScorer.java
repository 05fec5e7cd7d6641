package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.inference.CollectionStatistics;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.explorer.archive.ModelImages;
import org.kamcl.explorer.archive.ModelImages.EmbeddedRecord;
import org.kamcl.explorer.archive.RankedImage;
import org.kamcl.explorer.domain.SearchHit;

/** Turns ranked images into hits: false match rates, concepts. */
final class HitScorer {
  private final ModelImages archive;
  private final EncodedQuery query;
  private final ScoreCalibration.QueryScores scores;
  private final ImageScoreCache.OfQueries imageScores;
  private final MatchJudge judge;
  private final ConceptMatcher matcher;

  /**
   * A scorer for one query.
   *
   * @param imageScores of the calibration and the archive
   * @param collections statistics of the collections by name
   */
  HitScorer(
      ModelImages archive,
      EncodedQuery query,
      ScoreCalibration calibration,
      ImageScoreCache imageScores,
      Map<String, CollectionStatistics> collections,
      ConceptMatcher matcher) {
    this.archive = archive;
    this.query = query;
    this.scores = calibration.queryScores(query.includedVector(), query.fromImages());
    this.imageScores = imageScores.of(query.fromImages());
    this.judge = new MatchJudge(collections, query.kind());
    this.matcher = matcher;
  }

  /**
   * The score that is compared with the null distribution: the similarity with the included terms
   * minus the penalties. The ranking score does not fit: "ballpark -trees" would be compared with
   * images without trees, and no ballpark stands out from those.
   */
  private double matchScore(RankedImage match, EmbeddedRecord found) {
    if (query.exclusions().isEmpty()) {
      return match.score();
    }
    float[] image = found.vector();
    double score = -match.penalty();
    for (int i = 0; i < image.length; i++) {
      score += (double) query.includedVector()[i] * image[i];
    }
    return score;
  }

  /**
   * The hits of ranked matches, with false match rates and shared concepts. An image that was
   * removed while it was ranked is no hit.
   *
   * @param matches best first; all are used to calibrate
   * @param top maximum number of hits
   */
  List<SearchHit> hits(List<RankedImage> matches, int top) {
    Map<Long, RankedImage> ranked = new LinkedHashMap<>();
    matches.forEach(match -> ranked.put(match.id(), match));
    List<EmbeddedRecord> found = archive.find(ranked.keySet());
    List<MatchJudge.Match> scored = new ArrayList<>(found.size());
    for (EmbeddedRecord one : found) {
      long id = one.image().id();
      scored.add(
          new MatchJudge.Match(
              one.image().collection(),
              scores.zScore(
                  matchScore(ranked.get(id), one), imageScores.at(id, one::vector, scores))));
    }
    List<MatchJudge.Judgment> judgments = judge.judge(scored);
    List<SearchHit> hits = new ArrayList<>();
    for (int i = 0; i < Math.min(top, found.size()); i++) {
      EmbeddedRecord one = found.get(i);
      hits.add(
          new SearchHit(
              i + 1,
              one.image(),
              ranked.get(one.image().id()).score(),
              judgments.get(i).falseMatchRate(),
              judgments.get(i).band(),
              matcher.shared(one.strengths(), query.concepts())));
    }
    return hits;
  }
}
