package org.kamcl.explorer.search;

import java.util.BitSet;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.ModelId;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.index.ModelSource;

/** Keeps the archive in memory, and reads again what has changed in the catalogue. */
final class Snapshots {
  private final Catalog catalog;
  private final ModelSource model;
  private ArchiveSnapshot last;

  Snapshots(Catalog catalog, ModelSource model) {
    this.catalog = catalog;
    this.model = model;
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
    boolean same =
        last != null
            && last.model().equals(id)
            && last.vectorsVersion() == catalog.vectorsVersion();
    if (!same) {
      last = read(id);
    } else if (last.version() != catalog.version()) {
      last = last.refreshed(catalog);
    }
    return last;
  }

  private ArchiveSnapshot read(ModelId id) {
    ArchiveSnapshot fresh =
        ArchiveSnapshot.read(catalog, id, model.model().dimension(), model.parallel());
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
  BitSet allowed(ArchiveSnapshot archive, SearchFilter filter) {
    return filter.isEmpty() ? null : archive.positions(catalog.select(filter));
  }
}
