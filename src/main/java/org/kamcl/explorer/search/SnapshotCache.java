package org.kamcl.explorer.search;

import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.ArchiveVersion;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.index.EmbeddingStore;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.index.ParallelExecutor;

/** Keeps a snapshot of the archive in memory and updates it when the catalog has changed. */
final class SnapshotCache implements Snapshots {
  private final Catalog catalog;
  private final ModelSource model;
  private final EmbeddingStore embeddings;
  private ArchiveSnapshot last;

  /** What the catalog holds; its versions tell whether the last snapshot is current. */
  private record State(boolean empty, ArchiveVersion version) {
    static State of(Catalog catalog) {
      return catalog.inOneRead(() -> new State(catalog.summary().images() == 0, catalog.version()));
    }
  }

  SnapshotCache(Catalog catalog, ModelSource model, EmbeddingStore embeddings) {
    this.catalog = catalog;
    this.model = model;
    this.embeddings = embeddings;
  }

  @Override
  public synchronized ArchiveSnapshot current() {
    State state = State.of(catalog);
    if (state.empty) {
      // Checked first, so that no model is loaded for an empty archive.
      throw new KamclException(SearchError.ARCHIVE_EMPTY);
    }
    long changes = model.changes();
    ModelId id = model.id();
    boolean sameEmbeddings =
        last != null
            && last.model().equals(id)
            && last.version().embeddings() == state.version.embeddings();
    if (!sameEmbeddings) {
      ArchiveSnapshot read = read(id);
      if (model.changes() != changes) {
        // Its vectors may be of the model before; who asked for it asks again.
        return read;
      }
      last = read;
    } else if (last.version().images() != state.version.images()) {
      last = last.withCurrentImages(catalog);
    }
    return last;
  }

  private ArchiveSnapshot read(ModelId id) {
    int dimension = model.model().dimension();
    ParallelExecutor executor = model.executor();
    ArchiveSnapshot snapshot =
        catalog.inOneRead(
            () -> ArchiveSnapshot.of(catalog, embeddings.read(id, dimension, executor)));
    if (snapshot.index().size() == 0 && snapshot.damaged() > 0) {
      throw new KamclException(SearchError.EMBEDDINGS_DAMAGED, snapshot.damaged());
    }
    if (snapshot.index().size() == 0) {
      throw catalog
          .models()
          .last()
          .map(
              other ->
                  new KamclException(
                      SearchError.ARCHIVE_INDEXED_WITH_OTHER_MODEL, id.name(), other.name()))
          .orElseGet(() -> new KamclException(SearchError.ARCHIVE_NOT_INDEXED, id.name()));
    }
    return snapshot;
  }
}
