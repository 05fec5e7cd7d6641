package org.kamcl.explorer.search;

import java.util.BitSet;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.ModelId;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.index.EmbeddingStore;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.index.ParallelExecutor;

/** Keeps the archive in memory, and reads again what has changed in the catalogue. */
final class SnapshotCache {
  private final Catalog catalog;
  private final ModelSource model;
  private final EmbeddingStore vectors;
  private ArchiveSnapshot last;

  SnapshotCache(Catalog catalog, ModelSource model, EmbeddingStore vectors) {
    this.catalog = catalog;
    this.model = model;
    this.vectors = vectors;
  }

  /**
   * The archive now.
   *
   * @throws ExplorerException if nothing in it was indexed with the model
   */
  synchronized ArchiveSnapshot current() {
    if (catalog.summary().images() == 0) {
      // Said before a model is loaded for nothing.
      throw new ExplorerException(
          "The archive is empty: make a folder of images searchable first (kamcl index DIR).");
    }
    ModelId id = model.id();
    boolean same =
        last != null
            && last.model().equals(id)
            && last.vectorsVersion() == catalog.embeddingsVersion();
    if (!same) {
      last = read(id);
    } else if (last.version() != catalog.imagesVersion()) {
      last = last.withCurrentImages(catalog);
    }
    return last;
  }

  private ArchiveSnapshot read(ModelId id) {
    int dimension = model.model().dimension();
    ParallelExecutor parallelExecutor = model.executor();
    ArchiveSnapshot fresh =
        catalog.inOneRead(
            () -> ArchiveSnapshot.of(catalog, vectors.read(id, dimension, parallelExecutor)));
    if (fresh.index().size() == 0) {
      throw new ExplorerException(
          "The archive has not been indexed with the model "
              + id.name()
              + catalog
                  .lastModel()
                  .map(m -> " (its pictures are known to " + m.name() + ")")
                  .orElse("")
              + ": run kamcl index with --model "
              + id.name()
              + ", or search with another model.");
    }
    return fresh;
  }

  /**
   * Positions of the vectors that a filter lets through; null for all.
   *
   * @param archive of this moment
   */
  BitSet matchingPositions(ArchiveSnapshot archive, SearchFilter filter) {
    return filter.isEmpty() ? null : archive.positions(catalog.imageIds(filter));
  }
}
