package org.kamcl.explorer.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.FeedbackStore;
import org.kamcl.explorer.api.ImageSearch;
import org.kamcl.explorer.archive.RankedImage;
import org.kamcl.explorer.archive.Ranking;
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
import org.kamcl.explorer.map.BasemapReader;
import org.kamcl.explorer.map.Gazetteer;
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

  private final Catalog catalog;
  private final FeedbackStore feedback;
  private final ModelSource model;
  private final FileEncoder images;
  private final long reportInterval;
  private final SnapshotCache snapshots;
  private final CalibrationCache calibrations;
  private final QueryTexts texts;
  private final ImageCaptioner captioner;
  private final CaptionSearch captions;
  private final ArchiveWarnings warnings;
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
    this.catalog = catalog;
    this.feedback = catalog.feedback();
    this.model = model;
    this.images = images;
    this.reportInterval = reportInterval.toNanos();
    this.snapshots = new SnapshotCache(catalog, model, embeddings);
    this.calibrations = new CalibrationCache(model, new CollectionCalibrator(catalog, model));
    this.texts = new QueryTexts();
    CaptionRanker ranker = new CaptionRanker(catalog, model);
    this.captioner = new ImageCaptioner(catalog, model, ranker, calibrations);
    this.captions = new CaptionSearch(catalog, ranker);
    this.warnings = new ArchiveWarnings(catalog, model, snapshots);
    this.lister = new ImageLister(catalog, () -> new Gazetteer(BasemapReader.readPlaces()));
  }

  /**
   * Explanations by the same model, of the images of the same archive.
   *
   * @param pixels reads images as they are embedded
   */
  public ExplanationService explanations(ExplanationService.PixelSource pixels) {
    return new ExplanationService(model, texts, images, pixels, snapshots, calibrations, feedback);
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
    if (catalog.summary().images() > 0) {
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
    ArchiveSnapshot archive = snapshots.current();
    KamclModel loaded = model.model();
    ScoreCalibration calibration = calibrations.of(archive);
    // Loading happens once and does not count as search time.
    long start = System.nanoTime();
    SearchRequest resolved = withStoredFeedback(request);
    EncodedQuery query = encode(resolved, archive);
    HitScorer scorer =
        new HitScorer(
            archive,
            query,
            calibration,
            calibrations.imageScores(archive),
            calibrations.collections(archive),
            new ConceptMatcher(
                loaded.conceptNames(),
                loaded::isVisualConcept,
                loaded.conceptCalibration(),
                archive.meanStrengths()));
    int depth = Math.max(MIN_CALIBRATED_HITS, resolved.top());
    ResultBuilder results = new ResultBuilder(resolved, scorer, query, listener, start);
    Ranking ranking =
        snapshots
            .ranking(archive)
            .rank(query.ranking(calibration), resolved.filter(), depth, results::reportProgress);
    return results.build(ranking.best(), ranking.compared(), ranking.candidates());
  }

  private SearchRequest withStoredFeedback(SearchRequest request) {
    return request.feedback().isPresent()
        ? request
        : request.with(feedback.feedback(QueryWriter.write(request.query())));
  }

  /** Encodes a request whose feedback is known. */
  private EncodedQuery encode(SearchRequest request, ArchiveSnapshot archive) {
    return new QueryEncoder(model.model(), texts, images, archive)
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

  /** Builds results from the state of a scan. */
  private final class ResultBuilder {
    private final SearchRequest request;
    private final HitScorer scorer;
    private final EncodedQuery query;
    private final SearchListener listener;
    private final long start;
    private long lastReport;

    ResultBuilder(
        SearchRequest request,
        HitScorer scorer,
        EncodedQuery query,
        SearchListener listener,
        long start) {
      this.request = request;
      this.scorer = scorer;
      this.query = query;
      this.listener = listener;
      this.start = start;
      this.lastReport = start;
    }

    /** Reports a partial result; returns whether the scan should continue. */
    boolean reportProgress(int compared, int candidates, Supplier<List<RankedImage>> best) {
      long now = System.nanoTime();
      if (compared >= candidates || now - lastReport < reportInterval) {
        return true;
      }
      boolean proceed = listener.onPartialResult(build(best.get(), compared, candidates));
      lastReport = System.nanoTime();
      return proceed;
    }

    SearchResult build(List<RankedImage> matches, int compared, int candidates) {
      return new SearchResult(
          request,
          model.id().name(),
          scorer.hits(matches, request.top()),
          compared,
          candidates,
          query.unknownWords(),
          Duration.ofNanos(System.nanoTime() - start));
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
    return catalog.count(filter);
  }

  @Override
  public List<CaptionHit> captions(SearchRequest request) {
    requireIncludedTerm(request.query());
    return model.withOneModel(
        () -> {
          ArchiveSnapshot archive = snapshots.current();
          EncodedQuery query = encode(withStoredFeedback(request), archive);
          BitSet positions = snapshots.matchingPositions(archive, request.filter());
          return captions.nearest(archive, query, positions, request);
        });
  }

  @Override
  public List<Suggestion> suggestions(String typed, int top) {
    return model.withOneModel(
        () ->
            // Without words, nothing that could be typed finds anything.
            model.model().hasWords()
                ? new Suggester(catalog, model.model(), this::meanStrengths, this::imagesWith)
                    .suggest(typed, top)
                : List.of());
  }

  /** Without a searchable archive, concepts are still suggested, as those of no image. */
  private int imagesWith(int concept) {
    try {
      return snapshots.current().imagesWith(concept);
    } catch (KamclException e) {
      return 0;
    }
  }

  /** Without a searchable archive, concepts are still suggested, with strength 0. */
  private double[] meanStrengths() {
    try {
      return snapshots.current().meanStrengths();
    } catch (KamclException e) {
      return new double[0];
    }
  }

  @Override
  public List<TermContribution> contributions(Query query, ImageRecord image) {
    return model.withOneModel(
        () -> {
          ArchiveSnapshot archive = snapshots.current();
          float[] vector = vectorOf(archive, image);
          return weightedTerms(query, archive).stream()
              .map(term -> new TermContribution(term.term(), term.score(vector)))
              .toList();
        });
  }

  private float[] vectorOf(ArchiveSnapshot archive, ImageRecord image) {
    if (!image.isArchived()) {
      return images.encode(image.file()).unitVector();
    }
    return archive
        .index()
        .vector(image.id())
        .orElseThrow(
            () ->
                new KamclException(SearchError.IMAGE_NOT_INDEXED, image.file(), model.id().name()));
  }

  /** The terms of the last query are kept, since its hits are looked at one after the other. */
  @SuppressWarnings("ReferenceEquality") // Each version of the archive has its own snapshot.
  private List<QueryEncoder.WeightedTerm> weightedTerms(Query query, ArchiveSnapshot archive) {
    LastTerms last = lastTerms.get();
    if (last == null || !last.query().equals(query) || last.archive() != archive) {
      last =
          new LastTerms(
              query,
              archive,
              new QueryEncoder(model.model(), texts, images, archive).weightedTerms(query));
      lastTerms.set(last);
    }
    return last.terms();
  }

  private record LastTerms(
      Query query, ArchiveSnapshot archive, List<QueryEncoder.WeightedTerm> terms) {}

  @Override
  public List<RankedCaption> captions(ImageRecord image, int top) {
    return model.withOneModel(
        () -> {
          ArchiveSnapshot archive = snapshots.current();
          return captioner.closest(image, vectorOf(archive, image), archive, top);
        });
  }

  @Override
  public List<RankedCaption> captions(
      ImageRecord image, Path sentences, int top, JobContext context) {
    return model.withOneModel(
        () -> {
          ArchiveSnapshot archive = snapshots.current();
          float[] vector = vectorOf(archive, image);
          return captioner.closest(image, vector, archive, sentences, top, context);
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
