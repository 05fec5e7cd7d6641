package org.kamcl.explorer.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.MatchBand;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.domain.TermContribution;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.query.QueryParser;

/**
 * Searches images by text and images, and captions by images. Blocking; call from any thread but
 * the JavaFX thread.
 */
public interface ImageSearch {
  /**
   * Loads what the first search needs, which takes seconds. Optional: otherwise the first search
   * loads it and reports errors.
   */
  void warmUp();

  /**
   * Ranks the images of the archive for a query. A request without feedback is ranked with the
   * feedback that is stored for its query. A request without a query lists the images that match
   * its filter, in its order; they have no scores.
   *
   * @param listener receives partial results and can cancel
   * @return the result; incomplete if the listener canceled
   * @throws org.kamcl.error.KamclException if the query has only excluded terms, an image of the
   *     query cannot be read, or the archive is empty
   */
  SearchResult search(SearchRequest request, SearchListener listener);

  /** Ranks without partial results. */
  default SearchResult search(SearchRequest request) {
    return search(request, SearchListener.NONE);
  }

  /**
   * Ranks all images of the archive for a query text.
   *
   * @param query see {@link QueryParser}
   * @param top maximum number of hits, at least 1
   * @throws org.kamcl.error.KamclException as above, or if the text is not a valid query
   */
  default SearchResult search(String query, int top) {
    return search(SearchRequest.of(QueryParser.parse(query), top));
  }

  /** What searches of the archive leave out, such as images whose embedding is damaged. */
  default Optional<Problem> warning() {
    return Optional.empty();
  }

  /** Number of images that match a filter. */
  int count(SearchFilter filter);

  /**
   * Captions nearest to an image, best first: captions of the archive or, if it has none, of the
   * model's own list. The nearest ones may be weak matches.
   *
   * @param top maximum number of captions
   */
  List<RankedCaption> captions(ImageRecord image, int top);

  /**
   * Sentences of a file ranked by how well they describe an image, best first; the best ones may be
   * weak matches.
   *
   * @param sentences a text file with one sentence per line
   * @param top maximum number of sentences
   * @param context receives the number of encoded sentences
   * @throws org.kamcl.error.KamclException if the file cannot be read or has no sentence, or the
   *     image is not indexed
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  List<RankedCaption> captions(ImageRecord image, Path sentences, int top, JobContext context);

  /**
   * How much each term of a query contributes to the score of an image. Terms of which the model
   * knows no word are left out.
   *
   * @return in the order of the query; empty for a query without a term that is searched for
   * @throws org.kamcl.error.KamclException if the image is not indexed, or one of the query cannot
   *     be read
   */
  List<TermContribution> contributions(Query query, ImageRecord image);

  /**
   * Captions of the archive that are nearest to a query, best first; empty if it has none.
   *
   * @param request the filter applies to the images of the captions
   */
  List<CaptionHit> captions(SearchRequest request);

  /**
   * Completions of a text: concepts of the model first, then captions of the archive.
   *
   * @param typed at least one letter
   * @param top maximum number of suggestions
   */
  List<Suggestion> suggestions(String typed, int top);

  /**
   * Receives partial results of a search, and can stop it. It is not a progress listener: it
   * carries hits, not counts, and returns a decision.
   */
  interface SearchListener {
    /** Ignores partial results. */
    SearchListener NONE = partial -> true;

    /**
     * Called with the best hits so far.
     *
     * @return whether the search should continue
     */
    boolean onPartialResult(SearchResult partial);
  }

  /**
   * A caption for an image.
   *
   * @param rank from 1
   * @param caption the text
   * @param score cosine similarity, -1..1
   * @param band how certain it is that the caption describes the image; empty if the model has no
   *     score calibration
   */
  record RankedCaption(int rank, String caption, double score, Optional<MatchBand> band) {
    /** Whether the caption is at least a possible match. */
    public boolean fits() {
      return band.isEmpty() || band.get() != MatchBand.WEAK;
    }
  }

  /**
   * A caption that matches a query.
   *
   * @param rank from 1
   * @param caption the text
   * @param score cosine similarity with the query, -1..1
   * @param images ids of the images with this caption
   */
  record CaptionHit(int rank, String caption, double score, List<Long> images) {}

  /**
   * A suggested query term.
   *
   * @param kind its source
   * @param text the text to search for
   * @param strength mean strength of a concept in the archive, 0..1; 0 for captions
   * @param images number of images that show a concept clearly; 0 for captions
   */
  record Suggestion(Kind kind, String text, double strength, int images) {
    /** Source of a suggestion. */
    public enum Kind {
      /** A concept of the model. */
      CONCEPT,

      /** A caption of the archive. */
      CAPTION
    }
  }
}
