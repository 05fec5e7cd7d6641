package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.ModelId;
import org.kamcl.explorer.catalog.StoredEmbedding;

/**
 * Keeps the embeddings of a model in memory and adds those that were stored since the last call. A
 * cache file beside the catalog shortens the next start. Thread-safe.
 */
public final class EmbeddingStore implements AutoCloseable {
  /** Minimum number of embeddings for a cache file; fewer are read from the catalog quickly. */
  private static final int MIN_CACHED = 4_096;

  private final Catalog catalog;
  private EmbeddingSnapshot current;

  /** Number of vectors in the file; as long as it is the current one's beginning. */
  private int cachedCount;

  /**
   * @param catalog is read when it changed
   */
  public EmbeddingStore(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * All vectors of a model, as they are now.
   *
   * @param dimension of its vectors
   * @param parallelExecutor scans them
   */
  public EmbeddingSnapshot read(ModelId model, int dimension, ParallelExecutor parallelExecutor) {
    // Locks the catalog before this object, in the same order as callers that hold the catalog's
    // lock.
    return catalog.inOneRead(() -> readNow(model, dimension, parallelExecutor));
  }

  private synchronized EmbeddingSnapshot readNow(
      ModelId model, int dimension, ParallelExecutor parallelExecutor) {
    Catalog.EmbeddingState now = catalog.embeddingState();
    if (current == null || !current.model().equals(model)) {
      saveCacheIfGrown();
      current =
          EmbeddingCacheFile.read(file(model), model, dimension, parallelExecutor)
              .filter(v -> v.state().equals(now) || v.state().isExtendedBy(now))
              .orElseGet(() -> EmbeddingSnapshot.empty(model, dimension));
      cachedCount = current.index().size();
    }
    if (!current.state().equals(now)) {
      if (!current.state().isExtendedBy(now)) {
        current = EmbeddingSnapshot.empty(model, dimension);
        cachedCount = 0;
      }
      current = extended(current, now, parallelExecutor);
    }
    return current;
  }

  private Path file(ModelId model) {
    return EmbeddingCacheFile.pathFor(catalog.file(), model);
  }

  private EmbeddingSnapshot extended(
      EmbeddingSnapshot before, Catalog.EmbeddingState now, ParallelExecutor parallelExecutor) {
    FlatIndex.Builder builder = new FlatIndex.Builder(before.index());
    ConceptRows concepts = new ConceptRows(before.concepts());
    long[] missing =
        Arrays.stream(catalog.embeddedImageIds(before.model()))
            .filter(id -> before.index().position(id).isEmpty())
            .toArray();
    Consumer<StoredEmbedding> keep =
        e -> {
          builder.add(e.imageId(), e.vector());
          concepts.add(e.concepts());
        };
    if (before.index().size() == 0) {
      catalog.embeddings(before.model(), keep);
    } else {
      catalog.embeddings(before.model(), missing, keep);
    }
    return new EmbeddingSnapshot(
        before.model(), now, builder.build(parallelExecutor), concepts.list());
  }

  private void saveCacheIfGrown() {
    if (current == null) {
      return;
    }
    int size = current.index().size();
    if (size >= MIN_CACHED && size - cachedCount > size / 10) {
      EmbeddingCacheFile.write(file(current.model()), current);
      cachedCount = size;
    }
  }

  /** Keeps what was read for the next start. */
  @Override
  public synchronized void close() {
    saveCacheIfGrown();
    current = null;
  }
}
