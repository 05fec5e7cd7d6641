package org.kamcl.explorer.search;

import java.util.List;

/**
 * A query as a model understands it.
 *
 * @param vector that images are ranked by, of unit length
 * @param wanted the same with nothing taken off for what is excluded, of unit length: how well an
 *     image shows what is looked for
 * @param concepts strength of each concept, 0..1
 * @param excluded what must not be in a picture
 * @param picture whether it was made of pictures rather than of words
 * @param unknown words that the model does not know
 */
record AskedQuery(
    float[] vector,
    float[] wanted,
    float[] concepts,
    List<Exclusion> excluded,
    boolean picture,
    List<String> unknown) {
  /**
   * An excluded term.
   *
   * @param vector of unit length
   * @param weight how much it counts
   * @param picture whether it is a picture
   */
  record Exclusion(float[] vector, double weight, boolean picture) {}
}
