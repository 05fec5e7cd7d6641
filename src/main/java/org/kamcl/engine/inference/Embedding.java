package org.kamcl.engine.inference;

/**
 * The embedding of an image or a text.
 *
 * @param vector in the shared space, not normalized
 * @param concepts strength of each concept of the model, 0..1
 */
public record Embedding(float[] vector, float[] concepts) {

  /** The vector divided by its length. */
  public float[] unitVector() {
    double squares = 0;
    for (float x : vector) {
      squares += (double) x * x;
    }
    float length = (float) Math.max(Math.sqrt(squares), 1e-12);
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = vector[i] / length;
    }
    return unit;
  }
}
