package org.kamcl.explorer.domain;

import java.util.List;

/** Finds images by words, and words for images. Any thread may ask, but none that draws. */
public interface ImageSearch {
  /**
   * The pictures of the archive that a query describes best.
   *
   * @param query words; blank ones are refused
   * @param top most hits wanted, at least 1
   * @throws ExplorerException if the query is blank or the archive is empty
   */
  SearchResult search(String query, int top);

  /**
   * The sentences that describe a picture best, best first: those of the archive's captions, or the
   * model's own list where the archive has none.
   *
   * @param top most sentences wanted
   */
  List<RankedSentence> captions(ImageRecord image, int top);

  /**
   * A sentence for an image.
   *
   * @param rank from 1
   * @param score cosine similarity, -1..1
   */
  record RankedSentence(int rank, String sentence, double score) {}
}
