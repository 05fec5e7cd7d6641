package org.kamcl.engine.explain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.inference.Embedding;

/**
 * A query as the sum of its parts. Its vector is the sum of the weighted vectors of its terms,
 * divided by its length; relevance feedback is added to that, and the result is divided by its
 * length again.
 *
 * @param parts the terms in the order of the query, then relevance feedback; at least one
 * @param weighting the weights of the parts if the vector of one changes
 * @param concepts strength of each concept in the query, 0..1; empty if not known
 * @param excludedConcepts strength of each concept in the excluded terms, 0..1; empty if there are
 *     none
 */
public record ExplainedQuery(
    List<Part> parts, Weighting weighting, float[] concepts, float[] excludedConcepts) {
  /** Below this length, the parts cancel out and have no direction. */
  private static final double SHORTEST = 1e-9;

  /** Copies the list. */
  public ExplainedQuery {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("A query has at least one part.");
    }
  }

  /** A query whose parts keep their weights, and whose concepts are not known. */
  public ExplainedQuery(List<Part> parts) {
    this(parts, vectors -> weights(parts), new float[0], new float[0]);
  }

  /** The weights of the parts of a query. */
  @FunctionalInterface
  public interface Weighting {
    /**
     * The weight of each part.
     *
     * @param vectors of the parts, unit length; null for a part that is left out
     * @return one weight per part, negative for an exclusion
     */
    double[] of(List<float @Nullable []> vectors);
  }

  /** What a part of a query is. */
  public enum Kind {
    /** Words. */
    TEXT,

    /** An image to which the hits should be similar. */
    IMAGE,

    /** The mean of the hits that are rated relevant. */
    RELEVANT,

    /** The mean of the hits that are rated not relevant. */
    NOT_RELEVANT
  }

  /**
   * A part of a query.
   *
   * @param kind what it is
   * @param text the words; empty for the other kinds
   * @param vector unit length
   * @param weight factor of the vector in the sum; negative for an exclusion
   */
  public record Part(Kind kind, String text, float[] vector, double weight) {
    /** Words, or an image if there are none. */
    public Part(String text, float[] vector, double weight) {
      this(text.isEmpty() ? Kind.IMAGE : Kind.TEXT, text, vector, weight);
    }

    /** Whether the part has no words. */
    public boolean isImage() {
      return kind != Kind.TEXT;
    }

    /** Whether the part is relevance feedback rather than a term. */
    public boolean isFeedback() {
      return kind == Kind.RELEVANT || kind == Kind.NOT_RELEVANT;
    }
  }

  /** A query of one text, whose concepts are not known. */
  public static ExplainedQuery of(String text, float[] vector) {
    return new ExplainedQuery(List.of(new Part(text, vector, 1)));
  }

  /** A query of one text. */
  public static ExplainedQuery of(String text, Embedding embedding) {
    List<Part> parts = List.of(new Part(text, embedding.unitVector(), 1));
    return new ExplainedQuery(parts, vectors -> weights(parts), embedding.concepts(), new float[0]);
  }

  private static double[] weights(List<Part> parts) {
    return parts.stream().mapToDouble(Part::weight).toArray();
  }

  /** The vector of the query, unit length. */
  public float[] vector() {
    return vectorOf(vectors(), weights(parts));
  }

  /** The summand of a part in the vector of the query. */
  public float[] direction(Part part) {
    double terms = part.isFeedback() ? 1 : length(termSum());
    double factor = part.weight / (terms * length(sum()));
    float[] direction = new float[part.vector.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = (float) (factor * part.vector[i]);
    }
    return direction;
  }

  /** The weighted sum of the terms. */
  double[] termSum() {
    double[] sum = new double[parts.get(0).vector.length];
    for (Part part : parts) {
      if (!part.isFeedback()) {
        add(sum, part.vector, part.weight);
      }
    }
    return sum;
  }

  /** The weighted sum of the relevance feedback. */
  double[] feedbackSum() {
    double[] sum = new double[parts.get(0).vector.length];
    for (Part part : parts) {
      if (part.isFeedback()) {
        add(sum, part.vector, part.weight);
      }
    }
    return sum;
  }

  /** The vector of the query before it is divided by its length. */
  private double[] sum() {
    double[] sum = feedbackSum();
    double[] terms = termSum();
    double length = length(terms);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += terms[i] / length;
    }
    return sum;
  }

  /**
   * The vector of the query with another vector in one part.
   *
   * @param part index of the part
   * @param other unit length; null to leave the part out
   */
  public float[] vectorWith(int part, float @Nullable [] other) {
    List<float @Nullable []> vectors = vectors();
    vectors.set(part, other);
    return vectorOf(vectors, weighting.of(vectors));
  }

  private List<float @Nullable []> vectors() {
    List<float @Nullable []> vectors = new ArrayList<>(parts.size());
    parts.forEach(part -> vectors.add(part.vector));
    return vectors;
  }

  private float[] vectorOf(List<float @Nullable []> vectors, double[] weights) {
    double[] terms = new double[parts.get(0).vector.length];
    double[] sum = terms.clone();
    for (int p = 0; p < weights.length; p++) {
      float[] vector = vectors.get(p);
      if (vector != null) {
        add(parts.get(p).isFeedback() ? sum : terms, vector, weights[p]);
      }
    }
    double length = length(terms);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += terms[i] / length;
    }
    return scaled(sum);
  }

  private static void add(double[] sum, float[] vector, double weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * vector[i];
    }
  }

  private static double length(double[] sum) {
    return Math.max(Vectors.length(sum), SHORTEST);
  }

  private static float[] scaled(double[] sum) {
    double length = length(sum);
    float[] unit = new float[sum.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (sum[i] / length);
    }
    return unit;
  }
}
