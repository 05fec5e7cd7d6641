package org.kamcl.engine.explain;

import java.util.List;
import java.util.Optional;
import org.kamcl.engine.explain.ExplainedQuery.Kind;

/**
 * Why an image has its score for a query. Sections that were not requested are empty.
 *
 * @param model name of the model
 * @param score cosine similarity of image and query, relevance feedback included, -1..1
 * @param focus the term or word that the heat map is about; empty for the whole query
 * @param where where in the image the query, or the focus, is seen
 * @param parts the share of each part of the query
 * @param words the contribution of each word
 * @param attention attention on the words, of each part that has words; empty if the text encoder
 *     is no transformer
 * @param pooling how each branch of the image tower pools its positions
 * @param concepts the concepts of image and query
 * @param placement where the image stands in the archive's ranking; empty if it is not ranked
 * @param counterfactuals changes of one word, the best first: those that raise the rank if the
 *     image is ranked, otherwise those that raise the score
 */
public record Explanation(
    String model,
    double score,
    Optional<String> focus,
    Optional<ScoreMap> where,
    List<PartShare> parts,
    List<WordShare> words,
    List<WordAttention> attention,
    List<BranchPooling> pooling,
    ConceptComparison concepts,
    Optional<Placement> placement,
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
   * @param kind what the part is
   * @param text its words; empty for the other kinds
   * @param score its summand; the summands of all parts add up to the score
   */
  public record PartShare(Kind kind, String text, double score) {}
}
