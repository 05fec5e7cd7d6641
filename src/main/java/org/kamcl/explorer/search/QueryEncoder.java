package org.kamcl.explorer.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.explain.ExplainedQuery;
import org.kamcl.engine.explain.ExplainedQuery.Kind;
import org.kamcl.engine.explain.ExplainedQuery.Part;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.UnknownWordsException;
import org.kamcl.explorer.archive.ModelImages;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.search.EncodedQuery.Exclusion;
import org.kamcl.explorer.search.SearchService.FileEncoder;
import org.kamcl.explorer.search.TermEncoder.EncodedTerm;

/**
 * Encodes a query as one vector: the weighted sum of the terms' unit vectors, exclusions
 * subtracted, then moved by relevance feedback (Rocchio, "Relevance feedback in information
 * retrieval", 1971).
 */
final class QueryEncoder {
  /** How far the mean of the relevant hits moves the query, in lengths of the query. */
  private static final double RELEVANT_WEIGHT = 1;

  /** How far the mean of the other rated hits moves it away; smaller, since they vary more. */
  private static final double NOT_RELEVANT_WEIGHT = 0.25;

  /** An exclusion counts fully up to a cosine similarity of 0.25 with the included terms. */
  private static final double EXCLUSION_CUTOFF = 1.25;

  /** A query of so many longer words is a sentence. */
  private static final int SENTENCE_WORDS = 5;

  private static final int MIN_WORD_LENGTH = 4;

  private final KamclModel model;
  private final TermEncoder encoder;
  private final Supplier<ModelImages> archive;

  QueryEncoder(KamclModel model, QueryTexts texts, FileEncoder images, ModelImages archive) {
    this(model, texts, images, () -> archive);
  }

  /**
   * @param texts encodes words with the same model
   * @param archive is asked only if the query refers to an image of the archive, or has feedback
   */
  QueryEncoder(
      KamclModel model, QueryTexts texts, FileEncoder images, Supplier<ModelImages> archive) {
    this.model = model;
    this.encoder = new TermEncoder(model, texts, images, archive);
    this.archive = archive;
  }

  /**
   * Encodes a query.
   *
   * @throws KamclException if the model knows none of the included words, or an image cannot be
   *     read
   */
  EncodedQuery encode(Query query, RelevanceFeedback feedback) {
    Set<String> unknownWords = new LinkedHashSet<>();
    List<QueryTerm> known = encoder.known(query, unknownWords);
    if (known.stream().allMatch(QueryTerm::excluded)) {
      throw new UnknownWordsException(SearchError.NO_KNOWN_WORDS, List.copyOf(unknownWords));
    }
    List<EncodedTerm> terms = encoder.encode(known);
    double[] included = sumOfIncluded(terms);
    List<Exclusion> exclusions =
        terms.stream()
            .filter(t -> t.term().excluded())
            .map(t -> new Exclusion(t.vector(), t.term().weight(), t.isImage()))
            .toList();
    return new EncodedQuery(
        withFeedback(minusExclusions(included, terms), feedback),
        withFeedback(normalize(included), feedback),
        concepts(terms),
        exclusions,
        mostlyImages(terms),
        feedback.isEmpty() && isSentence(terms),
        List.copyOf(unknownWords));
  }

  /**
   * The terms of a query as vectors whose sum is the vector of the query without feedback.
   *
   * @throws KamclException if an image cannot be read
   */
  List<WeightedTerm> weightedTerms(Query query) {
    List<QueryTerm> known = encoder.known(query, new LinkedHashSet<>());
    if (known.stream().allMatch(QueryTerm::excluded)) {
      return List.of();
    }
    List<EncodedTerm> terms = encoder.encode(known);
    float[] direction = normalize(sumOfIncluded(terms));
    double[] sum = new double[model.dimension()];
    terms.forEach(term -> add(sum, term.vector(), weight(term, direction)));
    double length = length(sum);
    return terms.stream()
        .map(term -> new WeightedTerm(term.term(), term.vector(), weight(term, direction) / length))
        .toList();
  }

  /**
   * A term of the sum that is the vector of a query.
   *
   * @param vector unit length
   * @param weight factor of the vector; negative for an exclusion
   */
  record WeightedTerm(QueryTerm term, float[] vector, double weight) {
    /** The part of the cosine similarity of the query and an image that is due to this term. */
    double score(float[] image) {
      return weight * dot(vector, image);
    }
  }

  /**
   * A query that is explained.
   *
   * @param query the terms of which the model knows a word, and the relevance feedback
   * @param exclusions the excluded terms by the index of their part
   */
  record ExplainedTerms(ExplainedQuery query, Map<Integer, Exclusion> exclusions) {}

  /**
   * Encodes a query in parts.
   *
   * @throws KamclException as {@link #encode}
   */
  ExplainedTerms explained(Query query, RelevanceFeedback feedback) {
    Set<String> unknownWords = new LinkedHashSet<>();
    List<QueryTerm> known = encoder.known(query, unknownWords);
    if (known.stream().allMatch(QueryTerm::excluded)) {
      throw new UnknownWordsException(SearchError.NO_KNOWN_WORDS, List.copyOf(unknownWords));
    }
    List<EncodedTerm> terms = encoder.encode(known);
    float[] direction = normalize(sumOfIncluded(terms));
    List<Part> parts = new ArrayList<>();
    Map<Integer, Exclusion> exclusions = new HashMap<>();
    float[] excludedConcepts = new float[model.conceptNames().size()];
    for (EncodedTerm term : terms) {
      boolean image = term.isImage();
      if (term.term().excluded()) {
        exclusions.put(parts.size(), new Exclusion(term.vector(), term.term().weight(), image));
        for (int i = 0; i < Math.min(excludedConcepts.length, term.concepts().length); i++) {
          excludedConcepts[i] = Math.max(excludedConcepts[i], term.concepts()[i]);
        }
      }
      parts.add(new Part(image ? "" : term.term().text(), term.vector(), weight(term, direction)));
    }
    addFeedback(parts, Kind.RELEVANT, feedback.relevant(), RELEVANT_WEIGHT);
    addFeedback(parts, Kind.NOT_RELEVANT, feedback.notRelevant(), -NOT_RELEVANT_WEIGHT);
    return new ExplainedTerms(
        new ExplainedQuery(
            parts, vectors -> weights(terms, parts, vectors), concepts(terms), excludedConcepts),
        exclusions);
  }

  private void addFeedback(List<Part> parts, Kind kind, Set<Long> ids, double weight) {
    double[] mean = new double[model.dimension()];
    addMean(mean, ids, 1);
    if (Arrays.stream(mean).anyMatch(value -> value != 0)) {
      parts.add(new Part(kind, "", normalize(mean), weight * length(mean)));
    }
  }

  /** The weights of parts, the first of which are terms, if some vectors are others or missing. */
  private double[] weights(
      List<EncodedTerm> terms, List<Part> parts, List<float @Nullable []> vectors) {
    double[] sum = new double[model.dimension()];
    for (int t = 0; t < terms.size(); t++) {
      float[] vector = vectors.get(t);
      if (vector != null && !terms.get(t).term().excluded()) {
        add(sum, vector, terms.get(t).term().weight());
      }
    }
    float[] direction = normalize(sum);
    double[] weights = parts.stream().mapToDouble(Part::weight).toArray();
    for (int t = 0; t < terms.size(); t++) {
      float[] vector = vectors.get(t);
      if (vector != null) {
        weights[t] = weight(terms.get(t).term(), vector, direction);
      }
    }
    return weights;
  }

  private double[] sumOfIncluded(List<EncodedTerm> terms) {
    double[] sum = new double[model.dimension()];
    for (EncodedTerm term : terms) {
      if (!term.term().excluded()) {
        add(sum, term.vector(), term.term().weight());
      }
    }
    return sum;
  }

  /**
   * Subtracts each exclusion, less the more similar it is to the included terms: for "boats -pier",
   * which a model places close to each other, the difference of the two is mostly noise.
   */
  private static float[] minusExclusions(double[] included, List<EncodedTerm> terms) {
    double[] sum = included.clone();
    float[] direction = normalize(included);
    for (EncodedTerm term : terms) {
      if (term.term().excluded()) {
        add(sum, term.vector(), weight(term, direction));
      }
    }
    return normalize(sum);
  }

  /**
   * The factor of a term in the sum.
   *
   * @param direction of the included terms, unit length
   */
  private static double weight(EncodedTerm term, float[] direction) {
    return weight(term.term(), term.vector(), direction);
  }

  private static double weight(QueryTerm term, float[] vector, float[] direction) {
    if (!term.excluded()) {
      return term.weight();
    }
    double similarity = Math.max(0, dot(direction, vector));
    return -term.weight() * Math.min(1, EXCLUSION_CUTOFF / (1 + similarity));
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private float[] withFeedback(float[] vector, RelevanceFeedback feedback) {
    double[] sum = new double[vector.length];
    add(sum, vector, 1);
    addMean(sum, feedback.relevant(), RELEVANT_WEIGHT);
    addMean(sum, feedback.notRelevant(), -NOT_RELEVANT_WEIGHT);
    return normalize(sum);
  }

  /** Adds the weighted mean of the images' vectors; images without a vector are left out. */
  private void addMean(double[] sum, Set<Long> ids, double weight) {
    if (ids.isEmpty()) {
      return;
    }
    List<float[]> vectors =
        archive.get().find(ids.stream().sorted().toList()).stream()
            .map(ModelImages.EmbeddedRecord::vector)
            .toList();
    vectors.forEach(v -> add(sum, v, weight / vectors.size()));
  }

  private static void add(double[] sum, float[] vector, double weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * vector[i];
    }
  }

  private static double length(double[] sum) {
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    // Terms that cancel out leave the zero vector, which has no direction.
    return Math.max(Math.sqrt(squares), 1e-9);
  }

  private static float[] normalize(double[] sum) {
    double length = length(sum);
    float[] unit = new float[sum.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (sum[i] / length);
    }
    return unit;
  }

  /** The weighted mean of the included terms' concept strengths minus those of the exclusions. */
  private float[] concepts(List<EncodedTerm> terms) {
    double weights =
        terms.stream().filter(t -> !t.term().excluded()).mapToDouble(t -> t.term().weight()).sum();
    float[] concepts = new float[model.conceptNames().size()];
    for (int i = 0; i < concepts.length; i++) {
      double strength = 0;
      for (EncodedTerm term : terms) {
        double own = i < term.concepts().length ? term.concepts()[i] : 0;
        strength +=
            term.term().excluded()
                ? -own * term.term().weight()
                : own * term.term().weight() / weights;
      }
      concepts[i] = (float) Math.max(0, Math.min(1, strength));
    }
    return concepts;
  }

  /** Whether the included words ask for several things; articles and prepositions do not count. */
  private static boolean isSentence(List<EncodedTerm> terms) {
    return terms.stream()
            .filter(t -> !t.term().excluded() && !t.isImage())
            .flatMap(t -> List.of(t.term().text().strip().split("\\s+")).stream())
            .filter(word -> word.length() >= MIN_WORD_LENGTH)
            .count()
        >= SENTENCE_WORDS;
  }

  private static boolean mostlyImages(List<EncodedTerm> terms) {
    double balance = 0;
    for (EncodedTerm term : terms) {
      if (!term.term().excluded()) {
        balance += term.isImage() ? term.term().weight() : -term.term().weight();
      }
    }
    return balance > 0;
  }
}
