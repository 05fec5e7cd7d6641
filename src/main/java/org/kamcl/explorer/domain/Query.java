package org.kamcl.explorer.domain;

import java.util.List;

/**
 * A query; {@code org.kamcl.explorer.query} parses and formats its text.
 *
 * @param terms in the order they were given; may be empty
 */
public record Query(List<QueryTerm> terms) {
  /** Copies the terms. */
  public Query {
    terms = List.copyOf(terms);
  }

  /** A query without terms. */
  public static Query empty() {
    return new Query(List.of());
  }

  /** Whether a term is not excluded; exclusions alone cannot be searched. */
  public boolean hasIncludedTerm() {
    return terms.stream().anyMatch(t -> !t.excluded());
  }
}
