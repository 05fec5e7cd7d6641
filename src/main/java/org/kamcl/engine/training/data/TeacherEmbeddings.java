package org.kamcl.engine.training.data;

/**
 * Caption embeddings of the initial sentence encoder, the teacher of soft targets and distillation:
 * mean of the last states over the tokens of a caption, normalized.
 */
public final class TeacherEmbeddings {
  private final float[][] vectors;

  /**
   * @param vectors unit vectors by caption number
   */
  public TeacherEmbeddings(float[][] vectors) {
    this.vectors = vectors;
  }

  /** The normalized mean of some captions. */
  float[] mean(int... captions) {
    float[] mean = new float[vectors[captions[0]].length];
    for (int caption : captions) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += vectors[caption][k];
      }
    }
    double squares = 0;
    for (float x : mean) {
      squares += (double) x * x;
    }
    float length = (float) Math.max(Math.sqrt(squares), 1e-12);
    for (int k = 0; k < mean.length; k++) {
      mean[k] /= length;
    }
    return mean;
  }

  /** Cosine similarities of some captions, [B][B]. */
  public float[][] similarities(int... captions) {
    float[][] alike = new float[captions.length][captions.length];
    for (int i = 0; i < captions.length; i++) {
      for (int j = 0; j <= i; j++) {
        float[] a = vectors[captions[i]];
        float[] b = vectors[captions[j]];
        float sum = 0;
        for (int k = 0; k < a.length; k++) {
          sum += a[k] * b[k];
        }
        alike[i][j] = sum;
        alike[j][i] = sum;
      }
    }
    return alike;
  }
}
