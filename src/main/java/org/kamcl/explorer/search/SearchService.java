package org.kamcl.explorer.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.FeedbackStore;
import org.kamcl.explorer.api.ImageSearch;
import org.kamcl.explorer.archive.Archive;
import org.kamcl.explorer.archive.ConceptStrengths;
import org.kamcl.explorer.archive.ModelImages;
import org.kamcl.explorer.archive.Ranking;
import org.kamcl.explorer.archive.SharedArchive;
import org.kamcl.explorer.catalog.CaptionVectors;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.domain.TermContribution;
import org.kamcl.explorer.index.CollectionCalibrator;
import org.kamcl.explorer.index.EmbeddingStore;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.query.QueryWriter;

/**
 * Searches the archive with one model: the only way from a query to ranked hits. A request that
 * brings no relevance feedback is ranked with the feedback that is stored for its query, so that
 * the window and the command line rank the same query alike.
 *
 * <p>Embeddings are read into memory when they are first needed, and again when the catalog has
 * changed.
 */
public final class SearchService implements ImageSearch {
  /** Minimum time between two partial results. */
  private static final Duration REPORT_INTERVAL = Duration.ofMillis(60);

  /**
   * At least so many hits are calibrated together. The false match rate of a hit depends on its
   * neighbors in the ranking (isotonic regression), so without this a short list would show other
   * rates than the beginning of a long one.
   */
  static final int MIN_CALIBRATED_HITS = 200;

  private final Archive archive;
  private final FeedbackStore feedback;
  private final ModelSource model;
  private final FileEncoder images;
  private final long reportInterval;
  private final Snapshots snapshots;
  private final CalibrationCache calibrations;
  private final QueryTexts texts = new QueryTexts();
  private final ImageCaptioner captioner;
  private final CaptionSearch captions;
  private final Warnings warnings;
  private final AtomicReference<LastTerms> lastTerms = new AtomicReference<>();
  private final ImageLister lister;

  /**
   * A search over a catalog.
   *
   * @param catalog the images that can be found
   * @param model the model; loaded when it is first needed
   * @param embeddings the embeddings of the images
   * @param images encodes image files that are not in the archive
   */
  public SearchService(
      Catalog catalog, ModelSource model, EmbeddingStore embeddings, FileEncoder images) {
    this(catalog, model, embeddings, images, REPORT_INTERVAL);
  }

  /** A search with another interval between partial results. */
  SearchService(
      Catalog catalog,
      ModelSource model,
      EmbeddingStore embeddings,
      FileEncoder images,
      Duration reportInterval) {
    this(SearchSources.of(catalog, model, embeddings), model, images, reportInterval);
  }

  /**
   * A search over a shared archive.
   *
   * @param archive the images that can be found
   * @param vectors keeps the vectors of captions on this machine
   * @param model the model; loaded when it is first needed
   * @param images encodes image files that are not in the archive
   */
  public SearchService(
      SharedArchive archive, CaptionVectors vectors, ModelSource model, FileEncoder images) {
    this(SearchSources.of(archive, vectors, model), model, images, REPORT_INTERVAL);
  }

  private SearchService(
      SearchSources sources, ModelSource model, FileEncoder images, Duration reportInterval) {
    this.archive = sources.archive();
    this.feedback = archive.feedback();
    this.model = model;
    this.images = images;
    this.reportInterval = reportInterval.toNanos();
    this.snapshots = sources.snapshots();
    this.calibrations =
        new CalibrationCache(
            model,
            new CollectionCalibrator(archive, sources.measurements(), sources.vectors(), model));
    CaptionRanker ranker = new CaptionRanker(sources.vectors(), model);
    this.captioner = new ImageCaptioner(archive, sources.vectors(), model, ranker, calibrations);
    this.captions = new CaptionSearch(archive.captions(), ranker);
    this.warnings = sources.warnings();
    this.lister = new ImageLister(archive, sources.lists());
  }

  /**
   * Explanations by the same model, of the images of the same archive.
   *
   * @param pixels reads images as they are embedded
   */
  public ExplanationService explanations(ExplanationService.PixelSource pixels) {
    return new ExplanationService(model, texts, images, pixels, snapshots, calibrations, archive);
  }

  /** Encodes image files. */
  @FunctionalInterface
  public interface FileEncoder {
    /**
     * The embedding of an image file.
     *
     * @throws KamclException if the file cannot be read
     */
    Embedding encode(Path file);
  }

  @Override
  public void warmUp() {
    if (archive.count(SearchFilter.NONE) > 0) {
      model.withOneModel(
          () -> {
            model.model();
            calibrations.hasModelCalibration();
            return calibrations.collections(snapshots.current());
          });
    }
  }

  @Override
  public SearchResult search(SearchRequest request, SearchListener listener) {
    if (request.isListing()) {
      return lister.list(request);
    }
    requireIncludedTerm(request.query());
    return model.withOneModel(() -> ranked(request, listener));
  }

  private SearchResult ranked(SearchRequest request, SearchListener listener) {
    ModelImages now = snapshots.current();
    KamclModel loaded = model.model();
    ScoreCalibration calibration = calibrations.of(now);
    // Loading happens once and does not count as search time.
    long start = System.nanoTime();
    SearchRequest resolved = withStoredFeedback(request);
    EncodedQuery query = encode(resolved, now);
    HitScorer scorer =
        new HitScorer(
            now,
            query,
            calibration,
            calibrations.imageScores(now),
            calibrations.collections(now),
            new ConceptMatcher(
                loaded.conceptNames(),
                loaded::isVisualConcept,
                loaded.conceptCalibration(),
                now.concepts().means()));
    int depth = Math.max(MIN_CALIBRATED_HITS, resolved.top());
    ResultBuilder results =
        new ResultBuilder(
            resolved, model.id().name(), scorer, query, listener, start, reportInterval);
    Ranking ranking =
        now.ranking()
            .rank(query.ranking(calibration), resolved.filter(), depth, results::reportProgress);
    return results.build(ranking);
  }

  private SearchRequest withStoredFeedback(SearchRequest request) {
    return request.feedback().isPresent()
        ? request
        : request.with(feedback.feedback(QueryWriter.write(request.query())));
  }

  /** Encodes a request whose feedback is known. */
  private EncodedQuery encode(SearchRequest request, ModelImages now) {
    return new QueryEncoder(model.model(), texts, images, now)
        .encode(request.query(), request.feedback().orElseThrow());
  }

  /**
   * The vector of a query without relevance feedback, of unit length, with which the embeddings of
   * images are compared. The archive is read only if the query refers to an image of it.
   *
   * @throws KamclException if the query has no included term, the model knows none of its words, or
   *     an image of it cannot be read
   */
  public float[] vector(Query query) {
    requireIncludedTerm(query);
    return model.withOneModel(
        () ->
            new QueryEncoder(model.model(), texts, images, snapshots::current)
                .encode(query, RelevanceFeedback.NONE)
                .vector());
  }

  /** The mean of the reference queries of the model; empty if it has no score calibration. */
  public Optional<float[]> meanQuery() {
    return calibrations.ofModel().map(ScoreCalibration::meanQuery);
  }

  static void requireIncludedTerm(Query query) {
    if (!query.hasIncludedTerm()) {
      throw new KamclException(
          query.terms().isEmpty() ? SearchError.EMPTY_QUERY : SearchError.ONLY_EXCLUSIONS);
    }
  }

  /**
   * Whether false match rates come from a score calibration of the model. Otherwise they compare
   * with the archive itself, which may be full of what is searched for.
   */
  public boolean hasModelCalibration() {
    return calibrations.hasModelCalibration();
  }

  /** What lists of images leave out, without a query and so without a model. */
  public Optional<Problem> listingWarning() {
    return warnings.ofLists();
  }

  @Override
  public Optional<Problem> warning() {
    return model.withOneModel(() -> warnings.ofSearches());
  }

  @Override
  public int count(SearchFilter filter) {
    return archive.count(filter);
  }

  @Override
  public List<CaptionHit> captions(SearchRequest request) {
    requireIncludedTerm(request.query());
    return model.withOneModel(
        () -> {
          ModelImages now = snapshots.current();
          EncodedQuery query = encode(withStoredFeedback(request), now);
          return captions.nearest(now, query, request);
        });
  }

  @Override
  public List<Suggestion> suggestions(String typed, int top) {
    return model.withOneModel(
        () ->
            // Without words, nothing that could be typed finds anything.
            model.model().hasWords()
                ? new Suggester(archive.captions(), model.model(), this::strengths)
                    .suggest(typed, top)
                : List.of());
  }

  /** Without a searchable archive, concepts are still suggested, as those of no image. */
  private ConceptStrengths strengths() {
    try {
      return snapshots.current().concepts();
    } catch (KamclException e) {
      return ConceptStrengths.NONE;
    }
  }

  @Override
  public List<TermContribution> contributions(Query query, ImageRecord image) {
    return model.withOneModel(
        () -> {
          ModelImages now = snapshots.current();
          float[] vector = vectorOf(now, image);
          return weightedTerms(query, now).stream()
              .map(term -> new TermContribution(term.term(), term.score(vector)))
              .toList();
        });
  }

  private float[] vectorOf(ModelImages now, ImageRecord image) {
    if (!image.isArchived()) {
      return images.encode(image.file()).unitVector();
    }
    return now.find(List.of(image.id())).stream()
        .findFirst()
        .map(ModelImages.EmbeddedRecord::vector)
        .orElseThrow(
            () ->
                new KamclException(SearchError.IMAGE_NOT_INDEXED, image.file(), model.id().name()));
  }

  /** The terms of the last query are kept, since its hits are looked at one after the other. */
  @SuppressWarnings("ReferenceEquality") // Each version of the archive has its own snapshot.
  private List<QueryEncoder.WeightedTerm> weightedTerms(Query query, ModelImages now) {
    LastTerms last = lastTerms.get();
    if (last == null || !last.query().equals(query) || last.images() != now) {
      last =
          new LastTerms(
              query, now, new QueryEncoder(model.model(), texts, images, now).weightedTerms(query));
      lastTerms.set(last);
    }
    return last.terms();
  }

  private record LastTerms(
      Query query, ModelImages images, List<QueryEncoder.WeightedTerm> terms) {}

  @Override
  public List<RankedCaption> captions(ImageRecord image, int top) {
    return model.withOneModel(
        () -> {
          ModelImages now = snapshots.current();
          return captioner.closest(image, vectorOf(now, image), now, top);
        });
  }

  @Override
  public List<RankedCaption> captions(
      ImageRecord image, Path sentences, int top, JobContext context) {
    return model.withOneModel(
        () -> {
          ModelImages now = snapshots.current();
          float[] vector = vectorOf(now, image);
          return captioner.closest(image, vector, now, sentences, top, context);
        });
  }

  /**
   * Ranks captions for an image file that need not be in the archive.
   *
   * @param file the image
   * @param list a UTF-8 file with one caption per line; empty for the captions of the archive, or
   *     of the model if the archive has none
   * @param top maximum number of captions
   * @param context receives the number of encoded captions
   * @return the best captions, best first
   * @throws KamclException if the image or the list cannot be read
   */
  public List<RankedCaption> captions(Path file, Optional<Path> list, int top, JobContext context) {
    return model.withOneModel(
        () -> captioner.closest(images.encode(file).unitVector(), list, top, context));
  }
}
