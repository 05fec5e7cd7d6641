package org.kamcl.explorer.api;

import java.util.List;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;

/** Finds images by words and pictures, and words for images. Any thread but one that draws. */
public interface ImageSearch {
  /**
   * Gets ready what a first search would wait for; takes seconds. Without it, or where it fails,
   * the first search does so, and says what is wrong.
   */
  void warmUp();

  /**
   * The pictures of the archive that a query describes best.
   *
   * @param progress is given what was found so far, and says whether it is still wanted
   * @return what was found; not complete if it was no longer wanted
   * @throws ExplorerException if nothing is looked for, a picture of the query cannot be read, or
   *     the archive is empty
   */
  SearchResult search(SearchRequest request, SearchListener progress);

  /** The same without reports. */
  default SearchResult search(SearchRequest request) {
    return search(request, SearchListener.NONE);
  }

  /**
   * The pictures of the whole archive that words describe best.
   *
   * @param words a query as people write it
   * @param top most hits wanted, at least 1
   * @throws ExplorerException as above, or if the words cannot be read as a query
   */
  default SearchResult search(String words, int top) {
    return search(SearchRequest.of(words, top));
  }

  /** How many pictures a filter lets through. */
  int count(SearchFilter filter);

  /**
   * The sentences that describe a picture best, best first: those of the archive's captions, or the
   * model's own list where the archive has none.
   *
   * @param top most sentences wanted
   */
  List<RankedCaption> captions(ImageRecord image, int top);

  /**
   * The captions of the archive that are nearest to a query, best first; empty where the archive
   * has none.
   *
   * @param request its filter counts for the pictures the captions came with
   */
  List<CaptionHit> captions(SearchRequest request);

  /**
   * What a person who types may mean: concepts of the model first, then captions.
   *
   * @param typed at least one letter
   * @param top most wanted
   */
  List<Suggestion> suggestions(String typed, int top);

  /** Hears of a search that goes on. */
  interface SearchListener {
    /** Hears nothing, wants all. */
    SearchListener NONE = partial -> true;

    /**
     * Is told what was found so far.
     *
     * @return whether the rest is still wanted
     */
    boolean onPartialResult(SearchResult partial);
  }

  /**
   * A sentence for an image.
   *
   * @param rank from 1
   * @param score cosine similarity, -1..1
   */
  record RankedCaption(int rank, String caption, double score) {}

  /**
   * A caption that was found.
   *
   * @param rank from 1
   * @param caption the caption
   * @param score cosine similarity with the query, -1..1
   * @param images ids of those it came with
   */
  record CaptionHit(int rank, String caption, double score, List<Long> images) {}

  /**
   * Something to search for.
   *
   * @param kind where it comes from
   * @param text to search for
   * @param strength of a concept: its mean strength in the archive, 0..1; otherwise 0
   */
  record Suggestion(Kind kind, String text, double strength) {
    /** Where a suggestion comes from. */
    public enum Kind {
      /** A concept of the model. */
      CONCEPT,
      /** A caption of the archive. */
      CAPTION
    }
  }
}
