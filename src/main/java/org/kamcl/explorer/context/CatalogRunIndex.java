package org.kamcl.explorer.context;

import java.util.List;
import java.util.Set;
import org.kamcl.explorer.catalog.RunIndexStore;
import org.kamcl.explorer.catalog.StoredRun;
import org.kamcl.explorer.training.RunIndex;

/** Keeps the index of runs in the catalog. */
final class CatalogRunIndex implements RunIndex {
  private final RunIndexStore store;

  CatalogRunIndex(RunIndexStore store) {
    this.store = store;
  }

  @Override
  public List<Entry> load() {
    return store.all().stream()
        .map(run -> new Entry(run.name(), run.offset(), run.check(), run.history()))
        .toList();
  }

  @Override
  public void store(List<Entry> changed, Set<String> present) {
    store.save(
        changed.stream()
            .map(run -> new StoredRun(run.name(), run.offset(), run.check(), run.history()))
            .toList(),
        present);
  }
}
