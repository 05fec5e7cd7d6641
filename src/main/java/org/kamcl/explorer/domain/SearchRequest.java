package org.kamcl.explorer.domain;

/**
 * A search as it is asked for, and as it can be repeated.
 *
 * @param query what is looked for
 * @param filter where
 * @param feedback on hits of the same query
 * @param top most hits wanted, at least 1
 */
public record SearchRequest(Query query, SearchFilter filter, RelevanceFeedback feedback, int top) {
  /** Checks the number. */
  public SearchRequest {
    if (top < 1) {
      throw new ExplorerException("At least one hit must be wanted, not " + top + ".");
    }
  }

  /**
   * Words in the whole archive.
   *
   * @throws ExplorerException if they cannot be read as a query
   */
  public static SearchRequest of(String words, int top) {
    return new SearchRequest(Query.parse(words), SearchFilter.NONE, RelevanceFeedback.NONE, top);
  }

  /** Another query in the same place; what was said of hits belonged to the old one. */
  public SearchRequest with(Query other) {
    return new SearchRequest(other, filter, RelevanceFeedback.NONE, top);
  }

  /** The same in another place. */
  public SearchRequest with(SearchFilter other) {
    return new SearchRequest(query, other, feedback, top);
  }

  /** The same with other feedback. */
  public SearchRequest with(RelevanceFeedback other) {
    return new SearchRequest(query, filter, other, top);
  }
}
