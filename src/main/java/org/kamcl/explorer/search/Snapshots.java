package org.kamcl.explorer.search;

import java.util.BitSet;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.ModelId;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.index.VectorStore;
import org.kamcl.explorer.index.Vectors;

/** Keeps the archive in memory, and reads again what has changed in the catalogue. */
final class Snapshots implements AutoCloseable {
  private final Catalog catalog;
  private final ModelSource model;
  private final VectorStore store;
  private ArchiveSnapshot last;

  Snapshots(Catalog catalog, ModelSource model) {
    this.catalog = catalog;
    this.model = model;
    this.store = new VectorStore(catalog, work -> model.parallel().run(work));
  }

  /**
   * The archive now.
   *
   * @throws ExplorerException if nothing in it was indexed with the model
   */
  synchronized ArchiveSnapshot now() {
    if (catalog.summary().images() == 0) {
      // Said before a model is loaded for nothing.
      throw new ExplorerException(
          "The archive is empty: make a folder of images searchable first (kamcl index DIR).");
    }
    ModelId id = model.id();
    // Loaded before the catalogue is asked, which others wait for.
    int dimension = model.model().dimension();
    last =
        catalog.atOnce(
            () -> {
              Vectors vectors = store.read(id, dimension);
              if (last == null || !last.has(vectors)) {
                return ArchiveSnapshot.of(vectors, catalog);
              }
              return last.version() == catalog.version() ? last : last.refreshed(catalog);
            });
    if (last.index().size() == 0) {
      throw unknown(id);
    }
    return last;
  }

  private ExplorerException unknown(ModelId id) {
    return new ExplorerException(
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

  /**
   * Positions of the vectors that a filter lets through; null for all.
   *
   * @param archive of this moment
   */
  BitSet allowed(ArchiveSnapshot archive, SearchFilter filter) {
    return filter.isEmpty() ? null : archive.positions(catalog.select(filter));
  }

  /** Keeps what was read for the next start. */
  @Override
  public void close() {
    store.close();
  }
}
