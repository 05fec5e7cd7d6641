package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.inference.CollectionStatistics;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.explorer.archive.RankedImage;
import org.kamcl.explorer.domain.SearchHit;

/** Turns ranked images into hits: false match rates, concepts. */
final class HitScorer {
  private final ArchiveSnapshot archive;
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
      ArchiveSnapshot archive,
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
  private double matchScore(RankedImage match) {
    if (query.exclusions().isEmpty()) {
      return match.score();
    }
    float[] image = vector(match);
    double score = -match.penalty();
    for (int i = 0; i < image.length; i++) {
      score += (double) query.includedVector()[i] * image[i];
    }
    return score;
  }

  private float[] vector(RankedImage match) {
    return archive.index().vector(match.id()).orElseThrow();
  }

  private int position(RankedImage match) {
    return archive.index().position(match.id()).orElseThrow();
  }

  /**
   * The hits of ranked matches, with false match rates and shared concepts.
   *
   * @param matches best first; all are used to calibrate
   * @param top maximum number of hits
   */
  List<SearchHit> hits(List<RankedImage> matches, int top) {
    List<MatchJudge.Match> scored = new ArrayList<>();
    for (RankedImage match : matches) {
      scored.add(
          new MatchJudge.Match(
              archive.images().get(match.id()).collection(),
              scores.zScore(
                  matchScore(match),
                  imageScores.at(position(match), () -> vector(match), scores))));
    }
    List<MatchJudge.Judgment> judgments = judge.judge(scored);
    List<SearchHit> hits = new ArrayList<>();
    for (int i = 0; i < Math.min(top, matches.size()); i++) {
      RankedImage match = matches.get(i);
      hits.add(
          new SearchHit(
              i + 1,
              archive.images().get(match.id()),
              match.score(),
              judgments.get(i).falseMatchRate(),
              judgments.get(i).band(),
              matcher.shared(archive.concepts().get(position(match)), query.concepts())));
    }
    return hits;
  }
}
