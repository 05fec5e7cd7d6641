package org.kamcl.explorer.domain;

import java.util.List;

/**
 * A found image. An image that is listed without a query has no score.
 *
 * @param rank from 1
 * @param image the image
 * @param score cosine similarity of image and query, -1..1, minus the penalties of exclusions; NaN
 *     without a query
 * @param falseMatchRate share of unrelated image-query pairs that score at least as high, above 0
 *     to 1; NaN without a query
 * @param band how certain the match is, judged by the images of the hit's collection; weak without
 *     a query
 * @param concepts concepts that image and query share, at most five, the most specific first
 */
public record SearchHit(
    int rank,
    ImageRecord image,
    double score,
    double falseMatchRate,
    MatchBand band,
    List<SharedConcept> concepts) {
  /**
   * An image that is listed without a query.
   *
   * @param rank its position in the list, from 1
   */
  public static SearchHit listed(int rank, ImageRecord image) {
    return new SearchHit(rank, image, Double.NaN, Double.NaN, MatchBand.WEAK, List.of());
  }

  /** Whether the image is listed without a query, and has no score. */
  public boolean isListed() {
    return Double.isNaN(score);
  }

  /** Whether the hit is a strong match. */
  public boolean strong() {
    return band == MatchBand.STRONG;
  }
}
