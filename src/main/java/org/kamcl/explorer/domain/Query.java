package org.kamcl.explorer.domain;

import java.util.List;

/**
 * What is looked for. {@link QueryParser} turns it into text and back.
 *
 * @param terms in the order they were given; may be empty
 */
public record Query(List<QueryTerm> terms) {
  /** Copies the terms. */
  public Query {
    terms = List.copyOf(terms);
  }

  /** Nothing yet. */
  public static Query empty() {
    return new Query(List.of());
  }

  /**
   * Reads a query as people write it.
   *
   * @throws ExplorerException if it cannot be read; the message says where
   */
  public static Query parse(String text) {
    return QueryParser.parse(text);
  }

  /** Whether something is looked for; exclusions alone are nothing. */
  public boolean hasIncludedTerm() {
    return terms.stream().anyMatch(t -> !t.excluded());
  }

  /** As people write it; {@link #parse} reads it back. */
  public String text() {
    return QueryParser.format(this);
  }
}
