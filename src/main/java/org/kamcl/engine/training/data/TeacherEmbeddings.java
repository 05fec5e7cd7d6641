package org.kamcl.engine.training.data;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Caption embeddings of the initial sentence encoder, the teacher of soft targets and distillation:
 * mean of the last states over the tokens of a caption, normalized. Where the text encoder is
 * frozen as a whole, they are its features.
 */
public final class TeacherEmbeddings {
  private final IntFunction<float[]> vectors;

  /**
   * @param vectors unit vectors by caption number
   */
  public TeacherEmbeddings(float[][] vectors) {
    this(caption -> vectors[caption]);
  }

  /**
   * @param vectors gives the unit vector of a caption by its number
   */
  public TeacherEmbeddings(IntFunction<float[]> vectors) {
    this.vectors = vectors;
  }

  /** The normalized mean of some captions. */
  float[] mean(int... captions) {
    float[] mean = new float[vectors.apply(captions[0]).length];
    for (int caption : captions) {
      float[] vector = vectors.apply(caption);
      for (int k = 0; k < mean.length; k++) {
        mean[k] += vector[k];
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
    float[][] rows = Arrays.stream(captions).mapToObj(vectors).toArray(float[][]::new);
    for (int i = 0; i < captions.length; i++) {
      for (int j = 0; j <= i; j++) {
        float[] a = rows[i];
        float[] b = rows[j];
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
