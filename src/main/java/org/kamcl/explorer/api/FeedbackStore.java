package org.kamcl.explorer.api;

import java.util.List;
import org.kamcl.explorer.domain.RelevanceFeedback;

/**
 * Relevance feedback on hits, kept by query text. Blocking; call from any thread but the JavaFX
 * thread.
 */
public interface FeedbackStore {
  /**
   * The feedback on the hits of a query.
   *
   * @param query the query text as {@link org.kamcl.explorer.query.QueryWriter} writes it
   */
  RelevanceFeedback feedback(String query);

  /** The queries that have rated hits in the archive, by name. */
  List<String> ratedQueries();

  /**
   * Stores the rating of a hit; {@link RelevanceFeedback.Rating#NONE} deletes it.
   *
   * @param query the query text as above
   * @param image id of the image
   */
  void rate(String query, long image, RelevanceFeedback.Rating rating);
}
