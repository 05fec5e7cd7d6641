package org.kamcl.engine.inference;

/**
 * How the z-scores of random pairs of a collection's images differ from those of the reference
 * images of a score calibration. Gray images, for example, all score more alike.
 *
 * @param images number of images of the collection when it was measured
 * @param scale factor of z-scores, above 0
 * @param offset is added to scaled z-scores
 * @param similarity median cosine similarity of an image and its nearest reference image
 * @param unfamiliar whether the images differ from those that the model learned from
 */
public record CollectionStatistics(
    int images, double scale, double offset, double similarity, boolean unfamiliar) {
  /** Statistics of a collection that was not measured: z-scores stay as they are. */
  public static CollectionStatistics unmeasured(int images) {
    return new CollectionStatistics(images, 1, 0, 1, false);
  }

  /** The same statistics for another number of images. */
  public CollectionStatistics withImages(int count) {
    return new CollectionStatistics(count, scale, offset, similarity, unfamiliar);
  }

  /** A z-score in terms of the random pairs of this collection. */
  public double adapt(double zScore) {
    return scale * zScore + offset;
  }
}
