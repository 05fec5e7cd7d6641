package org.kamcl.explorer.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.kamcl.engine.inference.Background;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.ImageSearch;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.index.EmbeddingIndex.Match;
import org.kamcl.explorer.index.EmbeddingIndex.Scan;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.index.VectorStore;
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
  private final Pictures pictures;
  private final long pause;
  private final Snapshots snapshots;
  private final Backgrounds backgrounds;
  private final SentenceRanker ranker;
  private final CaptionSearch captions;

  /**
   * @param catalog of what can be found
   * @param model is loaded when it is first needed
   * @param vectors of the archive
   * @param pictures for files that are not in the archive
   */
  public SearchService(Catalog catalog, ModelSource model, VectorStore vectors, Pictures pictures) {
    this(catalog, model, vectors, pictures, PAUSE);
  }

  /** With another pause between reports. */
  SearchService(
      Catalog catalog, ModelSource model, VectorStore vectors, Pictures pictures, Duration pause) {
    this.catalog = catalog;
    this.model = model;
    this.pictures = pictures;
    this.pause = pause.toNanos();
    this.snapshots = new Snapshots(catalog, model, vectors);
    this.backgrounds = new Backgrounds(model);
    this.ranker = new SentenceRanker(catalog, model);
    this.captions = new CaptionSearch(catalog, ranker);
  }

  /** Embeds image files. */
  @FunctionalInterface
  public interface Pictures {
    /**
     * What the model says of a file.
     *
     * @throws ExplorerException if it cannot be read
     */
    Embedding embed(Path file);
  }

  @Override
  public void prepare() {
    if (catalog.summary().images() == 0) {
      return;
    }
    model.model();
    backgrounds.calibrated();
    snapshots.now();
  }

  @Override
  public SearchResult search(SearchRequest request, SearchProgress progress) {
    refuseNothing(request);
    ArchiveSnapshot archive = snapshots.now();
    KamclModel loaded = model.model();
    Background background = backgrounds.of(archive);
    // Loading is paid once, and is no part of what a search takes.
    long start = System.nanoTime();
    AskedQuery asked =
        new QueryReader(loaded, pictures, archive).read(request.query(), request.feedback());
    BitSet allowed = snapshots.allowed(archive, request.filter());
    HitMaker maker =
        new HitMaker(
            archive,
            asked,
            background,
            new ConceptMatcher(
                loaded.conceptNames(),
                loaded::visualConcept,
                loaded.calibration(),
                archive.usual()),
            allowed);
    Reports reports = new Reports(request, maker, asked, progress, start);
    Scan scan = archive.index().scan(asked.vector(), allowed, request.top(), reports::scanned);
    return reports.result(maker.best(scan, request.top()), scan.compared(), scan.candidates());
  }

  private static void refuseNothing(SearchRequest request) {
    if (!request.query().wants()) {
      throw new ExplorerException(
          request.query().terms().isEmpty()
              ? "The query is empty: say what to look for, such as \"boats beside a pier\"."
              : "The query only says what is not wanted: say what to look for as well, such as"
                  + " \"boats -pier\".");
    }
  }

  /** Turns what a scan tells into results. */
  private final class Reports {
    private final SearchRequest request;
    private final HitMaker maker;
    private final AskedQuery asked;
    private final SearchProgress progress;
    private final long start;
    private long told;

    Reports(
        SearchRequest request,
        HitMaker maker,
        AskedQuery asked,
        SearchProgress progress,
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
      boolean wanted = progress.found(result(maker.sofar(best.get()), compared, candidates));
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
          asked.unknown(),
          Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /**
   * Whether chances come from a background that was measured for the model. If not, they compare
   * with the archive itself, which may be full of what is looked for.
   */
  public boolean calibrated() {
    return backgrounds.calibrated();
  }

  @Override
  public int count(SearchFilter filter) {
    return catalog.count(filter);
  }

  @Override
  public List<CaptionHit> captions(SearchRequest request) {
    refuseNothing(request);
    ArchiveSnapshot archive = snapshots.now();
    AskedQuery asked =
        new QueryReader(model.model(), pictures, archive).read(request.query(), request.feedback());
    BitSet allowed = snapshots.allowed(archive, request.filter());
    return captions.nearest(archive, asked, allowed, request);
  }

  @Override
  public List<Suggestion> suggestions(String typed, int top) {
    return new Suggester(catalog, model.model(), this::usual).suggest(typed, top);
  }

  /**
   * An archive that cannot be searched has no strengths, but concepts can be typed all the same.
   */
  private double[] usual() {
    try {
      return snapshots.now().usual();
    } catch (ExplorerException e) {
      return new double[0];
    }
  }

  @Override
  public List<RankedSentence> captions(ImageRecord image, int top) {
    Optional<float[]> known = snapshots.now().index().vector(image.id());
    float[] vector =
        known.orElseThrow(
            () ->
                new ExplorerException(
                    "The picture "
                        + image.file()
                        + " has not been indexed with the model "
                        + model.id().name()
                        + ": index its folder again."));
    return ranker.rank(vector, ranker.sentences(), top, JobContext.NONE);
  }

  /**
   * The sentences that describe an image file best, in the archive or not.
   *
   * @param sentences a UTF-8 file with a sentence a line; empty for those of the archive, or of the
   *     model
   * @param context is told how many sentences were read
   */
  public List<RankedSentence> captions(
      Path file, Optional<Path> sentences, int top, JobContext context) {
    List<String> all = sentences.map(SentenceRanker::lines).orElseGet(ranker::sentences);
    return ranker.rank(pictures.embed(file).unitVector(), all, top, context);
  }
}
