package org.kamcl.engine.active;

/** Images with embeddings, of which some have captions and some can be chosen. */
public interface ImagePool {
  /** Number of images. */
  int size();

  /** Whether an image has captions. */
  boolean isCaptioned(int image);

  /** Whether an image can be chosen; an image with captions cannot. */
  boolean isCandidate(int image);

  /**
   * How unsure the model is about a candidate.
   *
   * @return at least 0
   */
  double uncertainty(int image);

  /**
   * Cosine similarities of an image with all images, itself among them. Those of an image that
   * cannot be compared are not numbers.
   *
   * @return as many as images
   */
  float[] similarities(int image);
}
