package org.kamcl.engine.active;

import java.util.BitSet;
import org.kamcl.engine.evaluation.RetrievalEvaluator;

/** Embedded images of a corpus whose captions are hidden, and some with captions. */
final class CorpusPool implements ImagePool {
  private final float[][] vectors;
  private final double[] uncertainty;
  private final BitSet candidates;

  /**
   * @param vectors [N][D], not necessarily normalized
   * @param uncertainty of each image
   * @param candidates the images without captions; the others have captions
   */
  CorpusPool(float[][] vectors, double[] uncertainty, BitSet candidates) {
    this.vectors = new float[vectors.length][];
    for (int i = 0; i < vectors.length; i++) {
      this.vectors[i] = RetrievalEvaluator.l2Normalize(vectors[i]);
    }
    this.uncertainty = uncertainty;
    this.candidates = candidates;
  }

  @Override
  public int size() {
    return vectors.length;
  }

  @Override
  public boolean isCaptioned(int image) {
    return !candidates.get(image);
  }

  @Override
  public boolean isCandidate(int image) {
    return candidates.get(image);
  }

  @Override
  public double uncertainty(int image) {
    return uncertainty[image];
  }

  @Override
  public float[] similarities(int image) {
    float[] center = vectors[image];
    float[] similarities = new float[vectors.length];
    for (int i = 0; i < similarities.length; i++) {
      float sum = 0;
      for (int d = 0; d < center.length; d++) {
        sum += center[d] * vectors[i][d];
      }
      similarities[i] = sum;
    }
    return similarities;
  }
}
