package org.kamcl.explorer.search;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.explain.DescribedImage;
import org.kamcl.engine.explain.ExplainedImage;
import org.kamcl.engine.explain.ExplainedQuery;
import org.kamcl.engine.explain.Explainer;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.engine.explain.Faithfulness;
import org.kamcl.engine.explain.FaithfulnessEvaluator;
import org.kamcl.engine.explain.HeatMapPainter;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ImageExplanations;
import org.kamcl.explorer.api.UnknownWordsException;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.search.SearchService.FileEncoder;
import org.kamcl.progress.ProgressListener;

/** Explains images with the model that searches. */
public final class ExplanationService implements ImageExplanations {
  private final ModelSource model;
  private final FileEncoder images;
  private final PixelSource pixels;
  private final Supplier<ArchiveSnapshot> archive;
  private final AtomicReference<@Nullable Loaded> loaded = new AtomicReference<>();

  ExplanationService(
      ModelSource model,
      FileEncoder images,
      PixelSource pixels,
      Supplier<ArchiveSnapshot> archive) {
    this.model = model;
    this.images = images;
    this.pixels = pixels;
    this.archive = archive;
  }

  private record Loaded(KamclModel model, Explainer explainer) {}

  /** Reads images as they are embedded. */
  public interface PixelSource {
    /**
     * Reads a file as a whole.
     *
     * @throws KamclException if the file cannot be read
     */
    ExplainedImage read(Path file);

    /**
     * Reads an image of the archive.
     *
     * @throws KamclException if its file cannot be read
     */
    ExplainedImage read(ImageRecord image);
  }

  @Override
  public Explanation explain(
      ImageRecord image, Query query, Explainer.Request request, BooleanSupplier cancelled) {
    return explain(() -> pixels.read(image), query, request, cancelled);
  }

  @Override
  public Explanation explain(
      Path file, Query query, Explainer.Request request, BooleanSupplier cancelled) {
    return explain(() -> pixels.read(file), query, request, cancelled);
  }

  private Explanation explain(
      Supplier<ExplainedImage> image,
      Query query,
      Explainer.Request request,
      BooleanSupplier cancelled) {
    SearchService.requireIncludedTerm(query);
    Explainer explainer = explainer();
    ExplainedQuery explained = explained(query);
    return explainer.explain(image.get(), explained, request, cancelled);
  }

  @Override
  public ArgbImage heatMap(ImageRecord image, Explanation explanation, double opacity) {
    return paint(pixels.read(image), explanation, opacity);
  }

  @Override
  public ArgbImage heatMap(Path file, Explanation explanation, double opacity) {
    return paint(pixels.read(file), explanation, opacity);
  }

  private static ArgbImage paint(ExplainedImage image, Explanation explanation, double opacity) {
    HeatMapPainter.Painting painting =
        HeatMapPainter.paint(image, explanation.where().total(), opacity);
    return new ArgbImage(painting.width(), painting.height(), painting.argb());
  }

  /**
   * Measures how faithful the heat maps of the model are.
   *
   * @param described images with captions
   * @param seed of all random choices
   * @param cancelled is asked between passes of the network
   */
  public Faithfulness evaluate(
      List<DescribedImage> described,
      long seed,
      ProgressListener listener,
      BooleanSupplier cancelled) {
    return new FaithfulnessEvaluator(model.model()).run(described, seed, listener, cancelled);
  }

  private Explainer explainer() {
    KamclModel current = model.model();
    Loaded known = loaded.get();
    if (known == null || known.model != current) {
      known = new Loaded(current, new Explainer(current));
      loaded.set(known);
    }
    return known.explainer;
  }

  /** The query as the search combines it. */
  private ExplainedQuery explained(Query query) {
    List<QueryEncoder.WeightedTerm> terms =
        new QueryEncoder(model.model(), images, archive).weightedTerms(query);
    if (terms.isEmpty()) {
      List<String> words =
          query.terms().stream()
              .filter(term -> !term.excluded())
              .flatMap(term -> model.model().unknownWords(term.text()).stream())
              .toList();
      throw new UnknownWordsException(SearchError.NO_KNOWN_WORDS, words);
    }
    return new ExplainedQuery(
        terms.stream()
            .map(t -> new ExplainedQuery.Part(text(t.term()), t.vector(), t.weight()))
            .toList());
  }

  private static String text(QueryTerm term) {
    return term.kind() == QueryTerm.Kind.IMAGE ? "" : term.text();
  }
}
