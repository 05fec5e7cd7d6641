package org.kamcl.engine.inference;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Thresholds of z-scores that divide matches into strong, possible and weak ones. They were chosen
 * on one half of the validation images of RSICD and measured on the other.
 * (docs/decisions/0006-score-calibration.md)
 */
public final class MatchThresholds {
  /** Z-score of a strong match, if the best match of the query reaches {@link #requiredBest}. */
  public static final double STRONG = 2.55;

  /**
   * How far below the best match of a sentence another match may be and still be strong. An image
   * that shows only a part of what a sentence says scores high as well.
   */
  public static final double SENTENCE_MARGIN = 0.8;

  /** Z-score of a possible match. */
  public static final double POSSIBLE = 1.4;

  /**
   * Number of random images of a collection that may be expected to score as high as the best match
   * of a query that has strong matches.
   */
  private static final double MAX_EXPECTED = 0.45;

  /**
   * Larger collections are treated as this large: the best of many wrong images scores hardly
   * higher, because the tail of the scores ends sooner than that of a normal distribution.
   */
  private static final int MAX_IMAGES = 1000;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private MatchThresholds() {}

  /**
   * The z-score that the best match of a query must reach for any of its matches to be strong. The
   * best of many wrong images scores higher than the best of few.
   *
   * @param images number of images of the collection, at least 1
   * @return at least {@link #STRONG}
   */
  public static double requiredBest(int images) {
    int counted = Math.max(1, Math.min(MAX_IMAGES, images));
    return Math.max(STRONG, NORMAL.inverseSurvivalProbability(MAX_EXPECTED / counted));
  }
}
