package org.kamcl.engine.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.explain.Competition.Rival;
import org.kamcl.engine.explain.ExplainedQuery.Part;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.network.EngineArrays;

/**
 * Estimates the score and the rank of an image for many changes of a query at once. A text with a
 * further word is estimated as the sum of the unit vectors of both. Then every score follows from
 * dot products of the images with texts and words.
 */
final class ChangeEstimator {
  private final float[] image;
  private final ExplainedQuery query;
  private final List<Rival> rivals;
  private final double penalty;
  private final float[] rivalPenalties;
  private final double[] rivalCounts;
  private final float[][] words;

  /** [words][1 + rivals], dot products; the image itself is the first column. */
  private final float[][] products;

  /** Dot products of the image and its rivals with the relevance feedback of the query. */
  private final float[] feedback;

  private final double feedbackLength;

  /**
   * @param words unit vectors
   * @param rivals may be empty
   * @param penalty of the image itself
   */
  ChangeEstimator(
      KamclModel model,
      float[] image,
      ExplainedQuery query,
      List<float[]> words,
      List<Rival> rivals,
      double penalty) {
    this.image = image;
    this.query = query;
    this.rivals = rivals;
    this.penalty = penalty;
    this.rivalPenalties = new float[rivals.size()];
    this.rivalCounts = new double[rivals.size()];
    for (int r = 0; r < rivals.size(); r++) {
      rivalPenalties[r] = (float) rivals.get(r).penalty();
      rivalCounts[r] = rivals.get(r).count();
    }
    this.words = words.toArray(float[][]::new);
    this.products = products(model);
    double[] sum = query.feedbackSum();
    this.feedbackLength = Vectors.length(sum);
    this.feedback = products(sum);
  }

  /**
   * An estimate for one word.
   *
   * @param score of the image
   * @param rank of the image, from 1; always 1 without rivals
   */
  record Estimate(double score, double rank) {}

  /** Computes the products of all words with all images. */
  private float[][] products(KamclModel model) {
    float[][] images = new float[1 + rivals.size()][];
    images[0] = image;
    for (int r = 0; r < rivals.size(); r++) {
      images[r + 1] = rivals.get(r).vector();
    }
    if (words.length == 0) {
      return new float[0][];
    }
    float[] all =
        model.inspect(
            (manager, network, parameters) -> {
              NDArray rows = EngineArrays.create(manager, words, DataType.FLOAT32);
              NDArray columns = EngineArrays.create(manager, images, DataType.FLOAT32);
              return rows.matMul(columns.transpose()).toFloatArray();
            });
    float[][] rows = new float[words.length][images.length];
    for (int w = 0; w < words.length; w++) {
      System.arraycopy(all, w * images.length, rows[w], 0, images.length);
    }
    return rows;
  }

  private float[] products(double[] vector) {
    float[] products = new float[1 + rivals.size()];
    for (int r = 0; r < products.length; r++) {
      float[] other = r == 0 ? image : rivals.get(r - 1).vector();
      double sum = 0;
      for (int i = 0; i < other.length; i++) {
        sum += vector[i] * other[i];
      }
      products[r] = (float) sum;
    }
    return products;
  }

  /**
   * Estimates all words as additions to a text.
   *
   * @param index of the part that changes
   * @param text unit vector of the text that is kept; null if the word replaces all of it
   * @param receiver of index and estimate of each word
   */
  void estimate(int index, float @Nullable [] text, EstimateReceiver receiver) {
    Part part = query.parts().get(index);
    double[] others = query.termSum();
    for (int i = 0; i < others.length; i++) {
      others[i] -= part.weight() * part.vector()[i];
    }
    double[] kept = text == null ? new double[others.length] : Vectors.doubles(text);
    double[] shift = query.feedbackSum();
    float[] otherProducts = products(others);
    float[] keptProducts = products(kept);
    double keptSquare = Vectors.dot(kept, kept);
    for (int w = 0; w < words.length; w++) {
      double[] word = Vectors.doubles(words[w]);
      double textLength = Math.max(Math.sqrt(keptSquare + 2 * Vectors.dot(kept, word) + 1), 1e-9);
      // The sum of the terms: others + factor * (kept + word).
      double factor = part.weight() / textLength;
      double[] terms = others.clone();
      for (int i = 0; i < terms.length; i++) {
        terms[i] += factor * (kept[i] + word[i]);
      }
      double termLength = Math.max(Vectors.length(terms), 1e-9);
      double cosine = Vectors.dot(terms, shift) / termLength;
      double length = Math.max(Math.sqrt(1 + 2 * cosine + feedbackLength * feedbackLength), 1e-9);
      float outer = (float) (1 / (termLength * length));
      float inner = (float) (factor / (termLength * length));
      float moved = (float) (1 / length);
      receiver.accept(w, estimate(w, otherProducts, keptProducts, outer, inner, moved));
    }
  }

  private Estimate estimate(
      int word, float[] others, float[] kept, float outer, float inner, float moved) {
    float[] own = products[word];
    float[] scores = new float[own.length];
    for (int r = 0; r < scores.length; r++) {
      scores[r] = outer * others[r] + inner * (kept[r] + own[r]) + moved * feedback[r];
    }
    double score = scores[0] - penalty;
    double rank = 1;
    for (int r = 1; r < scores.length; r++) {
      if (scores[r] - rivalPenalties[r - 1] > score) {
        rank += rivalCounts[r - 1];
      }
    }
    return new Estimate(score, rank);
  }

  /** Receives estimates. */
  @FunctionalInterface
  interface EstimateReceiver {
    void accept(int word, Estimate estimate);
  }
}
