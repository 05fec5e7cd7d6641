package org.kamcl.engine.explain;

import java.util.List;
import java.util.Optional;

/**
 * Why an image has its score for a query.
 *
 * @param model name of the model
 * @param score cosine similarity of image and query, -1..1
 * @param focus the term or word that the heat map is about; empty for the whole query
 * @param where where in the image the query, or the focus, is seen
 * @param parts the share of each part of the query
 * @param words the contribution of each word
 * @param attention attention on the words, of each part that has words; empty if the text encoder
 *     is no transformer
 * @param pooling how each branch of the image tower pools its positions
 * @param counterfactuals changes of one word that raise the score, the best first
 */
public record Explanation(
    String model,
    double score,
    Optional<String> focus,
    ScoreMap where,
    List<PartShare> parts,
    List<WordShare> words,
    List<WordAttention> attention,
    List<BranchPooling> pooling,
    List<Counterfactual> counterfactuals) {

  /** Copies the lists. */
  public Explanation {
    parts = List.copyOf(parts);
    words = List.copyOf(words);
    attention = List.copyOf(attention);
    pooling = List.copyOf(pooling);
    counterfactuals = List.copyOf(counterfactuals);
  }

  /**
   * The share of a part of the query in the score.
   *
   * @param text its words; empty for an image
   * @param score its summand; the summands of all parts add up to the score
   */
  public record PartShare(String text, double score) {}
}
