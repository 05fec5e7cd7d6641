package org.kamcl.explorer.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Compares a query with every vector: exact, and fast enough for some hundred thousand.
 *
 * <p>Vectors lie in blocks, in each of them dimension by dimension. So one query value is
 * multiplied with a run of neighbours and added to a run of sums, which the JIT compiles to vector
 * instructions; a dot product of one row it must not reorder, and leaves as it is.
 */
public final class FlatIndex implements EmbeddingIndex {
  /** Vectors of a block: their sums stay in the nearest cache. */
  private static final int BLOCK = 1024;

  private final int dimension;
  private final long[] ids;
  private final List<float[]> blocks;
  private final Map<Long, Integer> positions = new HashMap<>();

  private FlatIndex(int dimension, long[] ids, List<float[]> blocks) {
    this.dimension = dimension;
    this.ids = ids;
    this.blocks = blocks;
    for (int i = 0; i < ids.length; i++) {
      positions.put(ids[i], i);
    }
  }

  /** Collects vectors. Belongs to one thread. */
  public static final class Builder {
    private final int dimension;
    private final List<float[]> blocks = new ArrayList<>();
    private long[] ids = new long[BLOCK];
    private int size;

    /**
     * @param dimension length of every vector
     */
    public Builder(int dimension) {
      this.dimension = dimension;
    }

    /**
     * Adds a vector.
     *
     * @throws IllegalArgumentException if it has another dimension
     */
    public void add(long id, float[] vector) {
      if (vector.length != dimension) {
        throw new IllegalArgumentException(
            "A vector has " + vector.length + " values, not " + dimension + ".");
      }
      if (size % BLOCK == 0) {
        blocks.add(new float[dimension * BLOCK]);
      }
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, 2 * size);
      }
      float[] block = blocks.get(size / BLOCK);
      for (int d = 0; d < dimension; d++) {
        block[d * BLOCK + size % BLOCK] = vector[d];
      }
      ids[size++] = id;
    }

    /** The index of what was added; the builder must not be used any more. */
    public FlatIndex build() {
      return new FlatIndex(dimension, Arrays.copyOf(ids, size), blocks);
    }
  }

  @Override
  public int size() {
    return ids.length;
  }

  @Override
  public List<Match> search(float[] query, int top) {
    if (query.length != dimension || top < 1) {
      throw new IllegalArgumentException(
          "A query has "
              + dimension
              + " values, not "
              + query.length
              + ", and a top of 1 or more.");
    }
    float[] scores = scores(query);
    // The worst of the best on top, so that it is the one that goes.
    PriorityQueue<Integer> best =
        new PriorityQueue<>(
            Comparator.<Integer>comparingDouble(i -> scores[i])
                .thenComparing(Comparator.reverseOrder()));
    for (int i = 0; i < scores.length; i++) {
      if (best.size() < top) {
        best.add(i);
      } else if (scores[i] > scores[best.element()]) {
        best.remove();
        best.add(i);
      }
    }
    Match[] matches = new Match[best.size()];
    for (int i = matches.length - 1; i >= 0; i--) {
      int position = best.remove();
      matches[i] = new Match(ids[position], position, scores[position], 0);
    }
    for (int i = 0; i < matches.length; i++) {
      Match m = matches[i];
      matches[i] = new Match(m.id(), m.position(), m.score(), atLeast(scores, matches, i));
    }
    return List.of(matches);
  }

  /** Whoever scores higher is before it among the matches; only equal ones may lie elsewhere. */
  private static int atLeast(float[] scores, Match[] matches, int index) {
    float score = matches[index].score();
    if (score > matches[matches.length - 1].score()) {
      int last = index;
      while (matches[last + 1].score() == score) {
        last++;
      }
      return last + 1;
    }
    int count = 0;
    for (float other : scores) {
      count += other >= score ? 1 : 0;
    }
    return count;
  }

  private float[] scores(float[] query) {
    float[] scores = new float[ids.length];
    float[] sums = new float[BLOCK];
    for (int b = 0; b < blocks.size(); b++) {
      Arrays.fill(sums, 0);
      float[] block = blocks.get(b);
      for (int d = 0; d < dimension; d++) {
        add(sums, block, d * BLOCK, query[d]);
      }
      int from = b * BLOCK;
      System.arraycopy(sums, 0, scores, from, Math.min(BLOCK, ids.length - from));
    }
    return scores;
  }

  private static void add(float[] sums, float[] block, int offset, float weight) {
    for (int i = 0; i < BLOCK; i++) {
      sums[i] += block[offset + i] * weight;
    }
  }

  @Override
  public Optional<float[]> vector(long id) {
    Integer position = positions.get(id);
    if (position == null) {
      return Optional.empty();
    }
    float[] block = blocks.get(position / BLOCK);
    float[] vector = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      vector[d] = block[d * BLOCK + position % BLOCK];
    }
    return Optional.of(vector);
  }
}
