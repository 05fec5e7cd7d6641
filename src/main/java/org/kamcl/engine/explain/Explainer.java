package org.kamcl.engine.explain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.kamcl.engine.explain.ExplainedQuery.Part;
import org.kamcl.engine.explain.Explanation.PartShare;
import org.kamcl.engine.image.RgbImage;
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

  /**
   * What an explanation contains.
   *
   * @param method how it is found where the query is seen; empty for the model's default
   * @param focus a part of the query, or any other word or text, that the heat map is about; empty
   *     for the whole query
   * @param counterfactuals maximum number of changes of one word; 0 to search none
   */
  public record Request(
      Optional<ExplanationMethod> method, Optional<String> focus, int counterfactuals) {
    /** Everything about the whole query, with the model's default method. */
    public static final Request DEFAULT = new Request(Optional.empty(), Optional.empty(), 5);
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
   * Explains the score of an image.
   *
   * @param cancelled is asked between passes
   * @throws KamclException if the model does not support the method, or knows no word of the focus
   * @throws CancellationException if cancelled
   */
  public Explanation explain(
      ExplainedImage image, ExplainedQuery query, Request request, BooleanSupplier cancelled) {
    RgbImage pixels = image.pixels();
    float[] vector = model.embedImages(List.of(pixels)).get(0).unitVector();
    ExplanationMethod method = request.method().orElseGet(images::defaultMethod);
    float[] direction = request.focus().map(f -> focus(f, query)).orElseGet(query::vector);
    ScoreMap where = images.explain(pixels, direction, method, cancelled);
    List<PartShare> parts =
        query.parts().stream()
            .map(p -> new PartShare(p.text(), Vectors.dot(vector, query.direction(p))))
            .toList();
    List<WordShare> shares = words.explain(vector, query, cancelled);
    List<WordAttention> attention =
        query.parts().stream()
            .filter(part -> !part.isImage())
            .flatMap(part -> words.attention(part.text()).stream())
            .toList();
    List<Counterfactual> changes =
        request.counterfactuals() == 0
            ? List.of()
            : counterfactuals.find(vector, query, request.counterfactuals(), cancelled);
    return new Explanation(
        model.card().name(),
        Vectors.dot(vector, query.vector()),
        request.focus(),
        where,
        parts,
        shares,
        attention,
        images.pooling(pixels),
        changes);
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
