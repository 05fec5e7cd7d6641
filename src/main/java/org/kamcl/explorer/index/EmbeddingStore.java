package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.StoredEmbedding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the embeddings of a model in memory and adds those that were stored since the last call. A
 * cache file beside the catalog shortens the next start. Thread-safe.
 */
public final class EmbeddingStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddingStore.class);

  /** Minimum number of embeddings for a cache file; fewer are read from the catalog quickly. */
  private static final int MIN_CACHED = 4_096;

  private final Catalog catalog;
  private EmbeddingSnapshot current;

  /** The damaged embeddings that are noted in the catalog. */
  private List<Long> noted = List.of();

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
    EmbeddingSnapshot snapshot =
        catalog.inOneRead(() -> readNow(model, dimension, parallelExecutor));
    noteDamaged(snapshot);
    return snapshot;
  }

  private void noteDamaged(EmbeddingSnapshot snapshot) {
    synchronized (this) {
      if (snapshot.damaged().equals(noted)) {
        return;
      }
      noted = snapshot.damaged();
    }
    if (snapshot.damaged().isEmpty()) {
      return;
    }
    try {
      catalog.integrity().noteDamaged(snapshot.damaged());
    } catch (KamclException e) {
      // A read-only archive can be searched all the same.
      LOG.warn(
          "{} embeddings are damaged, which was not noted: {}",
          snapshot.damaged().size(),
          e.getMessage());
    }
  }

  private synchronized EmbeddingSnapshot readNow(
      ModelId model, int dimension, ParallelExecutor parallelExecutor) {
    long now = catalog.embeddingsVersion();
    if (current == null || !current.model().equals(model)) {
      saveCacheIfGrown();
      current =
          EmbeddingCacheFile.read(file(model), model, dimension, parallelExecutor)
              .filter(v -> catalog.holdsEmbeddingsOf(v.version()))
              .orElseGet(() -> EmbeddingSnapshot.empty(model, dimension));
      cachedCount = current.index().size();
    }
    if (current.version() != now) {
      if (!catalog.holdsEmbeddingsOf(current.version())) {
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
      EmbeddingSnapshot before, long now, ParallelExecutor parallelExecutor) {
    FlatIndex.Builder builder = new FlatIndex.Builder(before.index());
    ConceptRows concepts = new ConceptRows(before.concepts());
    long[] missing =
        Arrays.stream(catalog.embeddedImageIds(before.model()))
            .filter(id -> before.index().position(id).isEmpty())
            .toArray();
    int dimension = before.index().dimension();
    List<Long> damaged = new ArrayList<>();
    Consumer<StoredEmbedding> keep =
        e -> {
          if (e.vector().length == dimension) {
            builder.add(e.imageId(), e.vector());
            concepts.add(e.concepts());
          } else {
            damaged.add(e.imageId());
          }
        };
    damaged.addAll(
        before.index().size() == 0
            ? catalog.embeddings(before.model(), keep)
            : catalog.embeddings(before.model(), missing, keep));
    return new EmbeddingSnapshot(
        before.model(),
        now,
        builder.build(parallelExecutor),
        concepts.list(),
        List.copyOf(damaged));
  }

  private void saveCacheIfGrown() {
    if (current == null) {
      return;
    }
    int size = current.index().size();
    // Read from a cache, damaged embeddings would not be noticed.
    boolean complete = current.damaged().isEmpty();
    if (complete && size >= MIN_CACHED && size - cachedCount > size / 10) {
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
