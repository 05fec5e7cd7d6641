package org.kamcl.explorer.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.ModelId;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.ImageSearch;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.index.EmbeddingIndex.Match;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.job.JobContext;

/**
 * Searches the archive with one model. Vectors are read into memory when they are first needed, and
 * again when the catalogue has changed.
 */
public final class SearchService implements ImageSearch {
  private static final double STRONG = 0.1;

  private final Catalog catalog;
  private final ModelSource model;
  private final PictureVectors pictures;
  private final SentenceRanker ranker;
  private ArchiveSnapshot snapshot;

  /**
   * @param catalog of what can be found
   * @param model is loaded when it is first needed
   * @param pictures for files that are not in the archive
   */
  public SearchService(Catalog catalog, ModelSource model, PictureVectors pictures) {
    this.catalog = catalog;
    this.model = model;
    this.pictures = pictures;
    this.ranker = new SentenceRanker(catalog, model);
  }

  /** Gives the vector of an image file, of unit length. */
  @FunctionalInterface
  public interface PictureVectors {
    /**
     * @throws ExplorerException if the file cannot be read
     */
    float[] vector(Path file);
  }

  @Override
  public SearchResult search(SearchRequest request, SearchProgress progress) {
    if (!request.query().wants()) {
      throw new ExplorerException(
          "The query is empty: say what to look for, such as \"boats beside a pier\".");
    }
    refuseEmpty();
    ArchiveSnapshot archive = snapshot();
    KamclModel loaded = model.model();
    // Loading is paid once, and is no part of what a search takes.
    long start = System.nanoTime();
    String words = request.query().text();
    Embedding asked = loaded.embedTexts(List.of(words)).get(0);
    ConceptMatcher matcher =
        new ConceptMatcher(loaded.conceptNames(), loaded::visualConcept, archive.usual());
    List<SearchHit> hits = new ArrayList<>();
    for (Match match : archive.index().search(asked.unitVector(), request.top())) {
      double share = (double) match.atLeast() / archive.index().size();
      hits.add(
          new SearchHit(
              hits.size() + 1,
              archive.images().get(match.id()),
              match.score(),
              share,
              share <= STRONG,
              matcher.shared(archive.concepts().get(match.position()), asked.concepts())));
    }
    return new SearchResult(
        request,
        model.id().name(),
        hits,
        archive.index().size(),
        archive.index().size(),
        List.of(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  @Override
  public int count(SearchFilter filter) {
    return snapshot().index().size();
  }

  @Override
  public List<CaptionHit> captions(SearchRequest request) {
    return List.of();
  }

  @Override
  public List<Suggestion> suggestions(String typed, int top) {
    return List.of();
  }

  @Override
  public List<RankedSentence> captions(ImageRecord image, int top) {
    Optional<float[]> known = snapshot().index().vector(image.id());
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
    return ranker.rank(pictures.vector(file), all, top, context);
  }

  /** Says so before a model is loaded for nothing. */
  private void refuseEmpty() {
    if (catalog.summary().images() == 0) {
      throw new ExplorerException(
          "The archive is empty: make a folder of images searchable first (kamcl index DIR).");
    }
  }

  private synchronized ArchiveSnapshot snapshot() {
    ModelId id = model.id();
    long version = catalog.version();
    if (snapshot == null || snapshot.version() != version || !snapshot.model().equals(id)) {
      ArchiveSnapshot fresh = ArchiveSnapshot.read(catalog, id, model.model().dimension());
      if (fresh.index().size() == 0) {
        throw new ExplorerException(
            "The archive has not been indexed with the model "
                + id.name()
                + catalog
                    .lastModel()
                    .map(m -> " (its pictures are known to " + m.name() + ")")
                    .orElse("")
                + ": run kamcl index with --model "
                + id.name()
                + ", or search with another model.");
      }
      snapshot = fresh;
    }
    return snapshot;
  }
}
