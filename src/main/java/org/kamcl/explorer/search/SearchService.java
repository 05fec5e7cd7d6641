package org.kamcl.explorer.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ScoreCalibration;
import org.kamcl.explorer.api.ImageSearch;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.index.EmbeddingIndex.Match;
import org.kamcl.explorer.index.EmbeddingIndex.ScanResult;
import org.kamcl.explorer.index.EmbeddingStore;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.job.JobContext;

/**
 * Searches the archive with one model. Vectors are read into memory when they are first needed, and
 * again when the catalogue has changed.
 */
public final class SearchService implements ImageSearch {
  /** Between two reports of a search; whoever looks on sees no more. */
  private static final Duration PAUSE = Duration.ofMillis(60);

  private final Catalog catalog;
  private final ModelSource model;
  private final ImageFileEncoder imageFileEncoder;
  private final long pause;
  private final SnapshotCache snapshotCache;
  private final CalibrationCache calibrationCache;
  private final CaptionRanker ranker;
  private final CaptionSearch captions;

  /**
   * @param catalog of what can be found
   * @param model is loaded when it is first needed
   * @param vectors of the archive
   * @param imageFileEncoder for files that are not in the archive
   */
  public SearchService(
      Catalog catalog,
      ModelSource model,
      EmbeddingStore vectors,
      ImageFileEncoder imageFileEncoder) {
    this(catalog, model, vectors, imageFileEncoder, PAUSE);
  }

  /** With another pause between reports. */
  SearchService(
      Catalog catalog,
      ModelSource model,
      EmbeddingStore vectors,
      ImageFileEncoder imageFileEncoder,
      Duration pause) {
    this.catalog = catalog;
    this.model = model;
    this.imageFileEncoder = imageFileEncoder;
    this.pause = pause.toNanos();
    this.snapshotCache = new SnapshotCache(catalog, model, vectors);
    this.calibrationCache = new CalibrationCache(model);
    this.ranker = new CaptionRanker(catalog, model);
    this.captions = new CaptionSearch(catalog, ranker);
  }

  /** Embeds image files. */
  @FunctionalInterface
  public interface ImageFileEncoder {
    /**
     * What the model says of a file.
     *
     * @throws ExplorerException if it cannot be read
     */
    Embedding encode(Path file);
  }

  @Override
  public void warmUp() {
    if (catalog.summary().images() == 0) {
      return;
    }
    model.model();
    calibrationCache.hasModelCalibration();
    snapshotCache.current();
  }

  @Override
  public SearchResult search(SearchRequest request, SearchListener progress) {
    requireIncludedTerm(request);
    ArchiveSnapshot archive = snapshotCache.current();
    KamclModel loaded = model.model();
    ScoreCalibration scoreCalibration = calibrationCache.of(archive);
    // Loading is paid once, and is no part of what a search takes.
    long start = System.nanoTime();
    EncodedQuery asked =
        new QueryEncoder(loaded, imageFileEncoder, archive)
            .encode(request.query(), request.feedback());
    BitSet allowed = snapshotCache.matchingPositions(archive, request.filter());
    HitScorer maker =
        new HitScorer(
            archive,
            asked,
            scoreCalibration,
            new ConceptMatcher(
                loaded.conceptNames(),
                loaded::isVisualConcept,
                loaded.conceptCalibration(),
                archive.meanStrengths()),
            allowed);
    ResultBuilder resultBuilder = new ResultBuilder(request, maker, asked, progress, start);
    ScanResult scanResult =
        archive.index().scan(asked.vector(), allowed, request.top(), resultBuilder::scanned);
    return resultBuilder.result(
        maker.rank(scanResult, request.top()), scanResult.compared(), scanResult.candidates());
  }

  private static void requireIncludedTerm(SearchRequest request) {
    if (!request.query().hasIncludedTerm()) {
      throw new ExplorerException(
          request.query().terms().isEmpty()
              ? "The query is empty: say what to look for, such as \"boats beside a pier\"."
              : "The query only says what is not wanted: say what to look for as well, such as"
                  + " \"boats -pier\".");
    }
  }

  /** Turns what a scan tells into results. */
  private final class ResultBuilder {
    private final SearchRequest request;
    private final HitScorer maker;
    private final EncodedQuery asked;
    private final SearchListener progress;
    private final long start;
    private long told;

    ResultBuilder(
        SearchRequest request,
        HitScorer maker,
        EncodedQuery asked,
        SearchListener progress,
        long start) {
      this.request = request;
      this.maker = maker;
      this.asked = asked;
      this.progress = progress;
      this.start = start;
      this.told = start;
    }

    boolean scanned(int compared, int candidates, Supplier<List<Match>> best) {
      long now = System.nanoTime();
      if (compared >= candidates || now - told < pause) {
        return true;
      }
      boolean wanted =
          progress.onPartialResult(result(maker.rankPartial(best.get()), compared, candidates));
      told = System.nanoTime();
      return wanted;
    }

    SearchResult result(List<Match> matches, int compared, int candidates) {
      return new SearchResult(
          request,
          model.id().name(),
          maker.hits(matches),
          compared,
          candidates,
          asked.unknownWords(),
          Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /**
   * Whether chances come from a background that was measured for the model. If not, they compare
   * with the archive itself, which may be full of what is looked for.
   */
  public boolean hasModelCalibration() {
    return calibrationCache.hasModelCalibration();
  }

  @Override
  public int count(SearchFilter filter) {
    return catalog.count(filter);
  }

  @Override
  public List<CaptionHit> captions(SearchRequest request) {
    requireIncludedTerm(request);
    ArchiveSnapshot archive = snapshotCache.current();
    EncodedQuery asked =
        new QueryEncoder(model.model(), imageFileEncoder, archive)
            .encode(request.query(), request.feedback());
    BitSet allowed = snapshotCache.matchingPositions(archive, request.filter());
    return captions.nearest(archive, asked, allowed, request);
  }

  @Override
  public List<Suggestion> suggestions(String typed, int top) {
    return new Suggester(catalog, model.model(), this::meanStrengths).suggest(typed, top);
  }

  /**
   * An archive that cannot be searched has no strengths, but concepts can be typed all the same.
   */
  private double[] meanStrengths() {
    try {
      return snapshotCache.current().meanStrengths();
    } catch (ExplorerException e) {
      return new double[0];
    }
  }

  @Override
  public List<RankedCaption> captions(ImageRecord image, int top) {
    Optional<float[]> known = snapshotCache.current().index().vector(image.id());
    float[] vector =
        known.orElseThrow(
            () ->
                new ExplorerException(
                    "The picture "
                        + image.file()
                        + " has not been indexed with the model "
                        + model.id().name()
                        + ": index its folder again."));
    return ranker.rank(vector, ranker.candidates(), top, JobContext.NONE);
  }

  /**
   * The sentences that describe an image file best, in the archive or not.
   *
   * @param sentences a UTF-8 file with a sentence a line; empty for those of the archive, or of the
   *     model
   * @param context is told how many sentences were read
   */
  public List<RankedCaption> captions(
      Path file, Optional<Path> sentences, int top, JobContext context) {
    List<String> all = sentences.map(CaptionRanker::lines).orElseGet(ranker::candidates);
    return ranker.rank(imageFileEncoder.encode(file).unitVector(), all, top, context);
  }
}
