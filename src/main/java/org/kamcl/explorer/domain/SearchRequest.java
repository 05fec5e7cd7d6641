package org.kamcl.explorer.domain;

import java.util.Optional;
import org.kamcl.error.KamclException;

/**
 * A search that can be run and repeated. Without a query, it lists the images that match the
 * filter.
 *
 * @param query the query; without terms to list images
 * @param filter limits the images that are compared
 * @param feedback relevance feedback to rank with; empty for the feedback that is stored for the
 *     query. The request of a result always has it.
 * @param top maximum number of hits, at least 1
 * @param order the order of listed images; hits of a query are ordered by score
 */
public record SearchRequest(
    Query query,
    SearchFilter filter,
    Optional<RelevanceFeedback> feedback,
    int top,
    ImageOrder order) {
  /**
   * Checks the number of hits.
   *
   * @throws KamclException with {@link DomainError#HIT_COUNT} if it is less than 1
   */
  public SearchRequest {
    if (top < 1) {
      throw new KamclException(DomainError.HIT_COUNT, top);
    }
  }

  /** A search with the default order. */
  public SearchRequest(
      Query query, SearchFilter filter, Optional<RelevanceFeedback> feedback, int top) {
    this(query, filter, feedback, top, ImageOrder.DEFAULT);
  }

  /** A search of the whole archive, ranked with the stored feedback. */
  public static SearchRequest of(Query query, int top) {
    return new SearchRequest(query, SearchFilter.NONE, Optional.empty(), top);
  }

  /** A copy with another query, ranked with the feedback stored for that. */
  public SearchRequest with(Query other) {
    return new SearchRequest(other, filter, Optional.empty(), top, order);
  }

  /** A copy with another filter. */
  public SearchRequest with(SearchFilter other) {
    return new SearchRequest(query, other, feedback, top, order);
  }

  /** A copy that is ranked with this feedback instead of the stored one. */
  public SearchRequest with(RelevanceFeedback other) {
    return new SearchRequest(query, filter, Optional.of(other), top, order);
  }

  /** A copy with another maximum number of hits. */
  public SearchRequest withTop(int hits) {
    return new SearchRequest(query, filter, feedback, hits, order);
  }

  /** A copy that lists images in another order. */
  public SearchRequest with(ImageOrder other) {
    return new SearchRequest(query, filter, feedback, top, other);
  }

  /** Whether images are listed, because there is no query to rank them by. */
  public boolean isListing() {
    return query.terms().isEmpty();
  }
}
