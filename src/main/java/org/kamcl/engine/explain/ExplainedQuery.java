package org.kamcl.engine.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query as the sum of its parts; its vector is the sum of the weighted vectors, divided by its
 * length.
 *
 * @param parts in the order of the query, at least one
 */
public record ExplainedQuery(List<Part> parts) {
  /** Below this length, the parts cancel out and have no direction. */
  private static final double SHORTEST = 1e-9;

  /** Copies the list. */
  public ExplainedQuery {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("A query has at least one part.");
    }
  }

  /**
   * A part of a query that is encoded on its own.
   *
   * @param text the words; empty for an image
   * @param vector unit length
   * @param weight factor of the vector in the sum; negative for an exclusion
   */
  public record Part(String text, float[] vector, double weight) {
    /** Whether it is an image rather than words. */
    public boolean isImage() {
      return text.isEmpty();
    }
  }

  /** A query of one text. */
  public static ExplainedQuery of(String text, float[] vector) {
    return new ExplainedQuery(List.of(new Part(text, vector, 1)));
  }

  /** The vector of the query, unit length. */
  public float[] vector() {
    return scaled(sum());
  }

  /** The summand of a part in the vector of the query. */
  public float[] direction(Part part) {
    double length = Math.max(Vectors.length(sum()), SHORTEST);
    float[] direction = new float[part.vector.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = (float) (part.weight * part.vector[i] / length);
    }
    return direction;
  }

  double[] sum() {
    double[] sum = new double[parts.get(0).vector.length];
    for (Part part : parts) {
      add(sum, part.vector, part.weight);
    }
    return sum;
  }

  /** The vector of the query with another vector in one part; null to leave the part out. */
  float[] vectorWith(Part part, float @Nullable [] other) {
    double[] sum = sum();
    add(sum, part.vector, -part.weight);
    if (other != null) {
      add(sum, other, part.weight);
    }
    return scaled(sum);
  }

  private static void add(double[] sum, float[] vector, double weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * vector[i];
    }
  }

  private static float[] scaled(double[] sum) {
    double length = Math.max(Vectors.length(sum), SHORTEST);
    float[] unit = new float[sum.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (sum[i] / length);
    }
    return unit;
  }
}
