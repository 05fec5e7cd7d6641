package org.kamcl.explorer.index;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the vectors most similar to a query. Immutable and thread-safe. */
public interface EmbeddingIndex {
  /** Number of vectors. */
  int size();

  /** The id that the vector at a position was added under. */
  long id(int position);

  /** The 0-based position, in the order of adding, of the vector that was added under an id. */
  OptionalInt position(long id);

  /** The vector that was added under an id. */
  Optional<float[]> vector(long id);

  /**
   * The vectors nearest to a query.
   *
   * @param query of the index's dimension
   * @param top most wanted, at least 1
   * @return best first; equal ones in the order they were added
   */
  default List<Match> search(float[] query, int top) {
    return scan(query, null, top, ScanListener.NONE).best();
  }

  /**
   * Compares a query with all vectors, or with some.
   *
   * @param query values, as many as the dimension of the index
   * @param allowed positions of the vectors to compare with; null for all
   * @param top maximum number of best matches, at least 1
   * @param listener is called on the calling thread
   */
  ScanResult scan(float[] query, BitSet allowed, int top, ScanListener listener);

  /**
   * Compares several queries with all vectors, or with some, which takes less time than one scan
   * each. Every dot product has the same bits as that of a scan.
   *
   * @param queries values, each as many as the dimension of the index
   * @param allowed positions of the vectors to compare with; null for all
   * @param listener is called on several threads at once, for each query and each group of vectors
   */
  void scanAll(List<float[]> queries, @Nullable BitSet allowed, ScoresListener listener);

  /** Receives the scores of a query in groups. */
  @FunctionalInterface
  interface ScoresListener {
    /**
     * Some vectors are compared.
     *
     * @param query index of the query
     * @param from position of the first vector
     * @param scores dot products of the vectors from there; valid only during the call. Those of
     *     vectors that were not to be compared are not defined
     * @param count number of scores
     */
    void onScores(int query, int from, float[] scores, int count);
  }

  /**
   * The best of scores that were computed from those of scans.
   *
   * @param scores by position; NaN for what does not take part
   * @param top most wanted, at least 1
   * @return highest first; equal ones in the order they were added
   */
  List<Match> topK(float[] scores, int top);

  /**
   * A vector that was found.
   *
   * @param id it was added under
   * @param position 0-based, in the order of adding
   * @param score dot product with the query
   * @param countAtLeast number of compared vectors that score at least as high, itself among them
   */
  record Match(long id, int position, float score, int countAtLeast) {}

  /**
   * What a scan found.
   *
   * @param scores dot products by position; NaN for what was not compared
   * @param best highest first
   * @param compared number of vectors that were compared
   * @param candidates number of vectors that were to be compared
   */
  record ScanResult(float[] scores, List<Match> best, int compared, int candidates) {}

  /**
   * Receives partial results of a scan, and can stop it. It is not a progress listener: it returns
   * a decision, and the counts belong to the matches.
   */
  @FunctionalInterface
  interface ScanListener {
    /** Ignores partial results and never stops the scan. */
    ScanListener NONE = (compared, candidates, best) -> true;

    /**
     * Some vectors are compared.
     *
     * @param best the best matches so far, computed on request; valid only during the call
     * @return whether to continue
     */
    boolean onPartialResult(int compared, int candidates, Supplier<List<Match>> best);
  }
}
