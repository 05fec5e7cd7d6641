package org.kamcl.explorer.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Exact search by comparing a query with every vector.
 *
 * <p>Memory layout: vectors are stored in blocks, and each block in runs of eight dimensions, each
 * run an array of its own: the first dimension of all vectors of the block, then the second, and so
 * on. Query values are multiplied with neighboring values and added to neighboring sums, and memory
 * is read sequentially. The JIT compiler vectorizes this only if positions within an array differ
 * by constants: it cannot exclude that a part of an array with a computed offset overlaps the sums.
 * It does not vectorize the dot product of a single row, since that would reorder the additions.
 */
public final class FlatIndex implements EmbeddingIndex {
  /**
   * Vectors of a block: their sums stay in the nearest cache. A power of two would put what is read
   * together into the same few places of the cache.
   */
  static final int BLOCK_SIZE = 1008;

  /** Dimensions of a run; sums are loaded and stored once for all of them. */
  private static final int RUN_DIMENSIONS = 8;

  private final int dimension;
  private final long[] ids;
  private final List<float[][]> blocks;
  private final ParallelExecutor parallelExecutor;

  /** Positions by ascending ids; null where ids ascend as they are. */
  private final int[] byId;

  private FlatIndex(
      int dimension, long[] ids, List<float[][]> blocks, ParallelExecutor parallelExecutor) {
    this.dimension = dimension;
    this.ids = ids;
    this.blocks = blocks;
    this.parallelExecutor = parallelExecutor;
    boolean ascending = IntStream.range(1, ids.length).allMatch(i -> ids[i - 1] < ids[i]);
    this.byId =
        ascending
            ? null
            : IntStream.range(0, ids.length)
                .boxed()
                .sorted((a, b) -> Long.compare(ids[a], ids[b]))
                .mapToInt(Integer::intValue)
                .toArray();
  }

  /** Collects vectors. Belongs to one thread. */
  public static final class Builder {
    private final int dimension;
    private final List<float[][]> blocks = new ArrayList<>();
    private long[] ids = new long[BLOCK_SIZE];
    private int size;

    /**
     * @param dimension length of every vector
     */
    public Builder(int dimension) {
      this.dimension = dimension;
    }

    /** Begins with the vectors of another index, which stays as it is. */
    Builder(FlatIndex start) {
      dimension = start.dimension;
      blocks.addAll(start.blocks);
      size = start.ids.length;
      ids = Arrays.copyOf(start.ids, Math.max(BLOCK_SIZE, size));
      if (size % BLOCK_SIZE != 0) {
        float[][] last = blocks.get(blocks.size() - 1);
        blocks.set(
            blocks.size() - 1, Arrays.stream(last).map(float[]::clone).toArray(float[][]::new));
      }
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
      if (size % BLOCK_SIZE == 0) {
        blocks.add(block(dimension));
      }
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, 2 * size);
      }
      float[][] block = blocks.get(size / BLOCK_SIZE);
      for (int d = 0; d < dimension; d++) {
        block[d / RUN_DIMENSIONS][d % RUN_DIMENSIONS * BLOCK_SIZE + size % BLOCK_SIZE] = vector[d];
      }
      ids[size++] = id;
    }

    /** The index of what was added, for one thread; the builder must not be used any more. */
    public FlatIndex build() {
      return build(ParallelExecutor.SINGLE_THREADED);
    }

    /**
     * The same for several threads.
     *
     * @param parallelExecutor scans
     */
    public FlatIndex build(ParallelExecutor parallelExecutor) {
      return new FlatIndex(dimension, Arrays.copyOf(ids, size), blocks, parallelExecutor);
    }
  }

  /** An index of whole blocks; they must not be changed any more. */
  static FlatIndex of(
      int dimension, long[] ids, List<float[][]> blocks, ParallelExecutor parallelExecutor) {
    return new FlatIndex(dimension, ids, blocks, parallelExecutor);
  }

  /** An empty block: its runs, the last filled up with dimensions of zeros. */
  static float[][] block(int dimension) {
    return new float[runs(dimension)][RUN_DIMENSIONS * BLOCK_SIZE];
  }

  /** Values of a block. */
  static long blockLength(int dimension) {
    return (long) runs(dimension) * RUN_DIMENSIONS * BLOCK_SIZE;
  }

  private static int runs(int dimension) {
    return (dimension + RUN_DIMENSIONS - 1) / RUN_DIMENSIONS;
  }

  /** Values of a vector. */
  int dimension() {
    return dimension;
  }

  /** The vectors; not to be changed. */
  List<float[][]> blocks() {
    return blocks;
  }

  @Override
  public int size() {
    return ids.length;
  }

  @Override
  public long id(int position) {
    return ids[position];
  }

  @Override
  public OptionalInt position(long id) {
    int low = 0;
    int high = ids.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int position = byId == null ? middle : byId[middle];
      if (ids[position] == id) {
        return OptionalInt.of(position);
      }
      if (ids[position] < id) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return OptionalInt.empty();
  }

  @Override
  public Optional<float[]> vector(long id) {
    OptionalInt known = position(id);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    int position = known.getAsInt();
    float[][] block = blocks.get(position / BLOCK_SIZE);
    float[] vector = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      vector[d] =
          block[d / RUN_DIMENSIONS][d % RUN_DIMENSIONS * BLOCK_SIZE + position % BLOCK_SIZE];
    }
    return Optional.of(vector);
  }

  @Override
  public ScanResult scan(float[] query, BitSet allowed, int top, ScanListener listener) {
    if (query.length != dimension || top < 1) {
      throw new IllegalArgumentException(
          "A query has "
              + dimension
              + " values, not "
              + query.length
              + ", and a top of 1 or more.");
    }
    Sweep sweep = new Sweep(query, allowed);
    Thread caller = Thread.currentThread();
    parallelExecutor.run(
        () -> {
          while (sweep.next()) {
            if (Thread.currentThread() == caller
                && !listener.onPartialResult(
                    sweep.compared.get(), sweep.candidates, () -> topK(sweep.scores, top))) {
              sweep.stop();
            }
          }
        });
    return new ScanResult(
        sweep.scores, topK(sweep.scores, top), sweep.compared.get(), sweep.candidates);
  }

  @Override
  public void scanAll(List<float[]> queries, @Nullable BitSet allowed, ScoresListener listener) {
    float[][] padded =
        queries.stream()
            .map(query -> Arrays.copyOf(query, runs(dimension) * RUN_DIMENSIONS))
            .toArray(float[][]::new);
    AtomicInteger next = new AtomicInteger();
    parallelExecutor.run(
        () -> {
          float[] sums = new float[BLOCK_SIZE];
          for (int b = next.getAndIncrement(); b < blocks.size(); b = next.getAndIncrement()) {
            int from = b * BLOCK_SIZE;
            int count = Math.min(BLOCK_SIZE, ids.length - from);
            int first = allowed == null ? from : allowed.nextSetBit(from);
            // A block stays in the cache for all queries.
            for (int q = 0; q < padded.length && first >= 0 && first < from + count; q++) {
              Arrays.fill(sums, 0);
              addAll(sums, blocks.get(b), padded[q]);
              listener.onScores(q, from, sums, count);
            }
          }
        });
  }

  /** One pass over the blocks, which several threads share. */
  private final class Sweep {
    private final float[] query;
    private final BitSet allowed;
    private final float[] scores = new float[ids.length];
    private final int candidates;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger compared = new AtomicInteger();

    Sweep(float[] query, BitSet allowed) {
      this.query = Arrays.copyOf(query, runs(dimension) * RUN_DIMENSIONS);
      this.allowed = allowed;
      this.candidates = allowed == null ? ids.length : allowed.get(0, ids.length).cardinality();
      Arrays.fill(scores, Float.NaN);
    }

    /** Compares a block, about a tenth of a millisecond's work; whether there was one. */
    boolean next() {
      int block = next.getAndIncrement();
      if (block >= blocks.size()) {
        return false;
      }
      compared.addAndGet(block(block, new float[BLOCK_SIZE]));
      return true;
    }

    /** Leaves the rest undone. */
    void stop() {
      next.set(blocks.size());
    }

    private int block(int number, float[] sums) {
      int from = number * BLOCK_SIZE;
      int count = Math.min(BLOCK_SIZE, ids.length - from);
      int first = allowed == null ? from : allowed.nextSetBit(from);
      if (first < 0 || first >= from + count) {
        return 0;
      }
      float[][] block = blocks.get(number);
      addAll(sums, block, query);
      if (allowed == null) {
        System.arraycopy(sums, 0, scores, from, count);
        return count;
      }
      int done = 0;
      for (int i = first; i >= 0 && i < from + count; i = allowed.nextSetBit(i + 1)) {
        scores[i] = sums[i - from];
        done++;
      }
      return done;
    }
  }

  private static void addAll(float[] sums, float[][] block, float[] query) {
    for (int run = 0; run < block.length; run++) {
      add(sums, block[run], query, run * RUN_DIMENSIONS);
    }
  }

  /** Adds to each vector's sum what eight dimensions of it make with those of the query. */
  private static void add(float[] sums, float[] run, float[] query, int d) {
    float a = query[d];
    float b = query[d + 1];
    float c = query[d + 2];
    float e = query[d + 3];
    float f = query[d + 4];
    float g = query[d + 5];
    float h = query[d + 6];
    float k = query[d + 7];
    for (int i = 0; i < BLOCK_SIZE; i++) {
      sums[i] =
          sums[i]
              + run[i] * a
              + run[BLOCK_SIZE + i] * b
              + run[2 * BLOCK_SIZE + i] * c
              + run[3 * BLOCK_SIZE + i] * e
              + run[4 * BLOCK_SIZE + i] * f
              + run[5 * BLOCK_SIZE + i] * g
              + run[6 * BLOCK_SIZE + i] * h
              + run[7 * BLOCK_SIZE + i] * k;
    }
  }

  @Override
  public List<Match> topK(float[] scores, int top) {
    int[] positions = TopScores.of(scores, top);
    Match[] matches = new Match[positions.length];
    for (int i = matches.length - 1; i >= 0; i--) {
      float score = scores[positions[i]];
      int atLeast;
      if (i + 1 < matches.length && scores[positions[i + 1]] == score) {
        atLeast = matches[i + 1].countAtLeast();
      } else if (i + 1 < matches.length || matches.length < top) {
        // Whoever scores as high is before it.
        atLeast = i + 1;
      } else {
        atLeast = count(scores, score);
      }
      matches[i] = new Match(ids[positions[i]], positions[i], score, atLeast);
    }
    return List.of(matches);
  }

  private static int count(float[] scores, float least) {
    int count = 0;
    for (float score : scores) {
      count += score >= least ? 1 : 0;
    }
    return count;
  }
}
