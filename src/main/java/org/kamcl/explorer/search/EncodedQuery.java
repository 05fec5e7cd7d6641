package org.kamcl.explorer.search;

import java.util.List;

/**
 * A query as a model understands it.
 *
 * @param vector that images are ranked by, of unit length
 * @param includedVector the same with nothing taken off for what is excluded, of unit length: how
 *     well an image shows what is looked for
 * @param concepts strength of each concept, 0..1
 * @param exclusions what must not be in a picture
 * @param fromImages whether it was made of pictures rather than of words
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
   * @param vector of unit length
   * @param weight how much it counts
   * @param image whether it is a picture
   */
  record Exclusion(float[] vector, double weight, boolean image) {}
}
