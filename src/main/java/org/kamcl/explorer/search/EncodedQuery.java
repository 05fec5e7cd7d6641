package org.kamcl.explorer.search;

import java.util.List;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.explorer.archive.ExclusionPenalty;
import org.kamcl.explorer.archive.RankingQuery;

/**
 * A query as a model represents it.
 *
 * @param vector ranks the images; unit length
 * @param includedVector the same without the exclusions, unit length; used to calibrate scores
 * @param concepts strength of each concept, 0..1
 * @param exclusions the excluded terms
 * @param fromImages whether images weigh more than words among the included terms
 * @param sentence whether the included words ask for several things, and no feedback moved the
 *     query
 * @param unknownWords words that the model does not know
 */
record EncodedQuery(
    float[] vector,
    float[] includedVector,
    float[] concepts,
    List<Exclusion> exclusions,
    boolean fromImages,
    boolean sentence,
    List<String> unknownWords) {

  /** How its matches are judged. */
  MatchJudge.Kind kind() {
    if (fromImages) {
      return MatchJudge.Kind.IMAGE;
    }
    return sentence ? MatchJudge.Kind.SENTENCE : MatchJudge.Kind.WORDS;
  }

  /** What images are ranked by. */
  RankingQuery ranking(ScoreCalibration calibration) {
    return new RankingQuery(
        vector, exclusions.stream().map(term -> term.penalty(calibration)).toList());
  }

  /**
   * An excluded term.
   *
   * @param vector unit length
   * @param weight weight of the term
   * @param image whether it is an image rather than words
   */
  record Exclusion(float[] vector, double weight, boolean image) {
    /** What it takes from the scores of images. */
    ExclusionPenalty penalty(ScoreCalibration calibration) {
      ScoreCalibration.QueryScores own = calibration.queryScores(vector, image);
      return new ExclusionPenalty(vector, own.queryMean(), own.queryDeviation(), weight);
    }
  }
}
