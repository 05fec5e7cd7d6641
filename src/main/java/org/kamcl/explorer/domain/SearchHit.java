package org.kamcl.explorer.domain;

import java.util.List;

/**
 * A found image.
 *
 * @param rank from 1
 * @param image the image
 * @param score cosine similarity of image and query, -1..1, minus the penalties of exclusions
 * @param falseMatchRate share of unrelated image-query pairs that score at least as high, above 0
 *     to 1
 * @param band how certain the match is, judged by the images of the hit's collection
 * @param concepts concepts that image and query share, at most five, the most specific first
 */
public record SearchHit(
    int rank,
    ImageRecord image,
    double score,
    double falseMatchRate,
    MatchBand band,
    List<SharedConcept> concepts) {
  /** Whether the hit is a strong match. */
  public boolean strong() {
    return band == MatchBand.STRONG;
  }
}
