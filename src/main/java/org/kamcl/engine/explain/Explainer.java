package org.kamcl.engine.explain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.kamcl.engine.explain.ExplainedQuery.Part;
import org.kamcl.engine.explain.Explanation.PartShare;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.error.KamclException;

/** Explains why an image has its score: where, which words, which change. Thread-safe. */
public final class Explainer {
  private final KamclModel model;
  private final ImageExplainer images;
  private final WordExplainer words;
  private final CounterfactualFinder counterfactuals;

  /**
   * @param model stays open as long as this object is used
   */
  public Explainer(KamclModel model) {
    this.model = model;
    this.images = new ImageExplainer(model);
    this.words = new WordExplainer(model);
    this.counterfactuals = new CounterfactualFinder(model);
  }

  /** A section of an explanation that is computed on its own. */
  public enum Section {
    /** Where the query is seen; needs the pixels of the image. */
    WHERE,

    /** The contribution of each word. */
    WORDS,

    /** The attention on the words. */
    ATTENTION,

    /** How the branches of the image tower pool; needs the pixels of the image. */
    POOLING,

    /** The concepts of image and query. */
    CONCEPTS,

    /** Changes of one word. */
    COUNTERFACTUALS
  }

  /**
   * What an explanation contains. The score, its parts and the placement are always included.
   *
   * @param sections the sections that are computed; the others are empty
   * @param method how it is found where the query is seen; empty for the model's default
   * @param focus a part of the query, or any other word or text, that the heat map is about; empty
   *     for the whole query
   * @param counterfactuals maximum number of changes of one word
   */
  public record Request(
      Set<Section> sections,
      Optional<ExplanationMethod> method,
      Optional<String> focus,
      int counterfactuals) {
    private static final int COUNTERFACTUALS = 5;

    /** Everything about the whole query, with the model's default method. */
    public static final Request DEFAULT =
        new Request(Optional.empty(), Optional.empty(), COUNTERFACTUALS);

    /** Copies the set. */
    public Request {
      sections = Set.copyOf(sections);
    }

    /** All sections. */
    public Request(
        Optional<ExplanationMethod> method, Optional<String> focus, int counterfactuals) {
      this(Set.of(Section.values()), method, focus, counterfactuals);
    }

    /** Some sections about the whole query, with the model's default method. */
    public static Request of(Section... sections) {
      return new Request(Set.of(sections), Optional.empty(), Optional.empty(), COUNTERFACTUALS);
    }

    private boolean has(Section section) {
      return sections.contains(section);
    }
  }

  /** Explains where in an image a query is seen. */
  public ImageExplainer images() {
    return images;
  }

  /** Explains which words of a query count. */
  public WordExplainer words() {
    return words;
  }

  /** Finds the change of one word that raises a score most. */
  public CounterfactualFinder counterfactuals() {
    return counterfactuals;
  }

  /**
   * Explains the score of an image that is in no archive.
   *
   * @param cancelled is asked between passes
   * @throws KamclException if the model does not support the method, or knows no word of the focus
   * @throws CancellationException if cancelled
   */
  public Explanation explain(
      ExplainedImage image, ExplainedQuery query, Request request, BooleanSupplier cancelled) {
    return explain(() -> image, Optional.empty(), query, request, cancelled);
  }

  /**
   * Explains the score of an image.
   *
   * @param image is only read if a section, or the embedding, needs its pixels
   * @param archived what the archive knows about it
   * @param cancelled is asked between passes
   * @throws KamclException if the model does not support the method, or knows no word of the focus
   * @throws CancellationException if cancelled
   */
  public Explanation explain(
      Supplier<ExplainedImage> image,
      Optional<ArchivedImage> archived,
      ExplainedQuery query,
      Request request,
      BooleanSupplier cancelled) {
    Optional<RgbImage> pixels =
        archived.isEmpty() || request.has(Section.WHERE) || request.has(Section.POOLING)
            ? Optional.of(image.get().pixels())
            : Optional.empty();
    Embedding embedding =
        archived
            .map(ArchivedImage::embedding)
            .orElseGet(() -> model.embedImages(List.of(pixels.orElseThrow())).get(0));
    float[] vector = embedding.unitVector();
    return new Explanation(
        model.card().name(),
        Vectors.dot(vector, query.vector()),
        request.focus(),
        request.has(Section.WHERE)
            ? Optional.of(where(pixels.orElseThrow(), query, request, cancelled))
            : Optional.empty(),
        query.parts().stream()
            .map(p -> new PartShare(p.kind(), p.text(), Vectors.dot(vector, query.direction(p))))
            .toList(),
        request.has(Section.WORDS) ? words.explain(vector, query, cancelled) : List.of(),
        request.has(Section.ATTENTION) ? attention(query) : List.of(),
        request.has(Section.POOLING) ? images.pooling(pixels.orElseThrow()) : List.of(),
        request.has(Section.CONCEPTS)
            ? concepts(archived.map(ArchivedImage::meanStrengths).orElse(new double[0]))
                .compare(embedding.concepts(), query.concepts(), query.excludedConcepts())
            : ConceptComparison.EMPTY,
        archived.map(known -> known.competition().placement()),
        request.has(Section.COUNTERFACTUALS)
            ? counterfactuals.find(
                vector,
                query,
                archived.map(ArchivedImage::competition),
                request.counterfactuals(),
                cancelled)
            : List.of());
  }

  private ScoreMap where(
      RgbImage pixels, ExplainedQuery query, Request request, BooleanSupplier cancelled) {
    ExplanationMethod method = request.method().orElseGet(images::defaultMethod);
    float[] direction = request.focus().map(f -> focus(f, query)).orElseGet(query::vector);
    return images.explain(pixels, direction, method, cancelled);
  }

  private List<WordAttention> attention(ExplainedQuery query) {
    return query.parts().stream()
        .filter(part -> !part.isImage())
        .flatMap(part -> words.attention(part.text()).stream())
        .toList();
  }

  private ConceptComparer concepts(double[] meanStrengths) {
    return new ConceptComparer(
        model.conceptNames(), model::isVisualConcept, model.conceptCalibration(), meanStrengths);
  }

  /** The summand of a part of the query, or the vector of another text. */
  private float[] focus(String text, ExplainedQuery query) {
    for (Part part : query.parts()) {
      if (!part.isImage() && normalized(part.text()).equals(normalized(text))) {
        return query.direction(part);
      }
    }
    List<String> unknown = model.unknownWords(text);
    if (text.isBlank() || unknown.size() == text.strip().split("\\s+").length) {
      throw new KamclException(ExplainError.FOCUS_UNKNOWN, text);
    }
    return model.embedTexts(List.of(text)).get(0).unitVector();
  }

  private static String normalized(String text) {
    return String.join(" ", text.strip().split("\\s+")).toLowerCase(Locale.ROOT);
  }
}
