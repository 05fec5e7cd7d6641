package org.kamcl.explorer.index;

import java.util.List;
import java.util.Optional;

/** Finds vectors that are alike. Immutable; any thread may use it. */
public interface EmbeddingIndex {
  /** Number of vectors. */
  int size();

  /**
   * The vectors nearest to a query.
   *
   * @param query of unit length, of the index's dimension
   * @param top most wanted, at least 1
   * @return best first; equal ones in the order they were added
   */
  List<Match> search(float[] query, int top);

  /** The vector that was added under an id. */
  Optional<float[]> vector(long id);

  /**
   * A vector that was found.
   *
   * @param id it was added under
   * @param position 0-based, in the order of adding
   * @param score dot product with the query
   * @param atLeast number of vectors that score at least as high, itself among them
   */
  record Match(long id, int position, float score, int atLeast) {}
}
