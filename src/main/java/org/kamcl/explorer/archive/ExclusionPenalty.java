package org.kamcl.explorer.archive;

/**
 * What an excluded term takes from the scores of the images that show it: nothing up to one
 * standard deviation above the mean of unrelated images, then more with each, up to a maximum.
 *
 * @param vector of the term, unit length
 * @param mean of its dot products with unrelated images
 * @param deviation standard deviation of those, above 0
 * @param weight of the term in the query, above 0
 */
public record ExclusionPenalty(float[] vector, double mean, double deviation, double weight) {
  /** Taken from the score per standard deviation above the threshold. */
  private static final double PER_DEVIATION = 0.15;

  /** Standard deviations above the mean from which an exclusion lowers the score. */
  private static final double THRESHOLD = 1;

  /**
   * Maximum of one exclusion of weight 1. Without it, an exclusion that always occurs together with
   * the included terms would empty the list.
   */
  private static final double MAX = 0.2;

  /**
   * The penalty of an image.
   *
   * @param similarity dot product of the term and the image; NaN for none
   * @return at least 0
   */
  public float of(float similarity) {
    double excess = (similarity - mean) / deviation - THRESHOLD;
    return excess > 0 ? (float) (weight * Math.min(MAX, PER_DEVIATION * excess)) : 0;
  }
}
