package org.kamcl.explorer.search;

import java.util.List;

/**
 * A query as a model represents it.
 *
 * @param vector ranks the images; unit length
 * @param includedVector the same without the exclusions, unit length; used to calibrate scores
 * @param concepts strength of each concept, 0..1
 * @param exclusions the excluded terms
 * @param fromImages whether images weigh more than words among the included terms
 * @param unknownWords words that the model does not know
 */
record EncodedQuery(
    float[] vector,
    float[] includedVector,
    float[] concepts,
    List<Exclusion> exclusions,
    boolean fromImages,
    List<String> unknownWords) {

  /**
   * An excluded term.
   *
   * @param vector unit length
   * @param weight weight of the term
   * @param image whether it is an image rather than words
   */
  record Exclusion(float[] vector, double weight, boolean image) {}
}
