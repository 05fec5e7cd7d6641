package org.kamcl.engine.active;

import java.util.BitSet;

/** A pool of given vectors, compared one by one. */
final class PlantedPool implements ImagePool {
  private final float[][] vectors;
  private final double[] uncertainty;
  private final BitSet captioned = new BitSet();
  private int scans;

  /**
   * @param vectors of any length; made unit vectors
   * @param captioned indexes of the images with captions
   */
  PlantedPool(double[][] vectors, double[] uncertainty, int... captioned) {
    this.vectors = new float[vectors.length][];
    for (int i = 0; i < vectors.length; i++) {
      double length = Math.sqrt(dot(vectors[i], vectors[i]));
      this.vectors[i] = new float[vectors[i].length];
      for (int d = 0; d < vectors[i].length; d++) {
        this.vectors[i][d] = (float) (vectors[i][d] / length);
      }
    }
    this.uncertainty = uncertainty;
    for (int image : captioned) {
      this.captioned.set(image);
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }

  /** Number of comparisons of an image with all. */
  int scans() {
    return scans;
  }

  @Override
  public int size() {
    return vectors.length;
  }

  @Override
  public boolean isCaptioned(int image) {
    return captioned.get(image);
  }

  @Override
  public boolean isCandidate(int image) {
    return true;
  }

  @Override
  public double uncertainty(int image) {
    return uncertainty[image];
  }

  @Override
  public float[] similarities(int image) {
    scans++;
    float[] similarities = new float[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      float sum = 0;
      for (int d = 0; d < vectors[i].length; d++) {
        sum += vectors[i][d] * vectors[image][d];
      }
      similarities[i] = sum;
    }
    return similarities;
  }
}
