package org.kamcl.explorer.evaluation;

import java.util.List;

/**
 * What a model makes of a split; the part of an evaluation that takes time.
 *
 * @param readable for each image of the split, whether it could be read
 * @param images [N][D], vectors of the images that could be read
 * @param concepts [N][C], strengths of the concepts in these images, 0..1
 * @param captions [M][D], vectors of their captions
 * @param conceptNames [C]
 * @param visual [C], whether a concept can be seen in images
 */
record SplitEmbeddings(
    boolean[] readable,
    float[][] images,
    float[][] concepts,
    float[][] captions,
    List<String> conceptNames,
    boolean[] visual) {

  /** Whether every image of the split could be read. */
  boolean isComplete() {
    return images.length == readable.length;
  }
}
