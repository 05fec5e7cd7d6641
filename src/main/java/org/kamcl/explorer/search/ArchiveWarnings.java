package org.kamcl.explorer.search;

import java.util.List;
import java.util.Optional;
import org.kamcl.error.Problem;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.ChangedTable;
import org.kamcl.explorer.catalog.LostImages;
import org.kamcl.explorer.index.ModelSource;

/** What results leave out, or may have wrong, because the archive is damaged or incomplete. */
final class ArchiveWarnings implements Warnings {
  private final Catalog catalog;
  private final ModelSource model;
  private final SnapshotCache snapshots;

  ArchiveWarnings(Catalog catalog, ModelSource model, SnapshotCache snapshots) {
    this.catalog = catalog;
    this.model = model;
    this.snapshots = snapshots;
  }

  @Override
  public Optional<Problem> ofLists() {
    List<LostImages> lost = catalog.lostImages();
    if (!lost.isEmpty()) {
      return Optional.of(
          Problem.of(
              SearchError.IMAGES_LOST,
              lost.stream().mapToInt(LostImages::images).sum(),
              lost.stream().map(LostImages::collection).distinct().sorted().toList()));
    }
    int damaged = catalog.damagedImages();
    return damaged == 0
        ? catalog.changedTables().stream()
            .filter(table -> !table.table().equals(ChangedTable.EMBEDDINGS))
            .findFirst()
            .map(ArchiveWarnings::warning)
        : Optional.of(Problem.of(SearchError.ENTRIES_DAMAGED, damaged));
  }

  private static Problem warning(ChangedTable table) {
    return Problem.of(SearchError.ROWS_CHANGED, table.table(), table.rows());
  }

  @Override
  public Optional<Problem> ofSearches() {
    Optional<Problem> entries = ofLists();
    if (entries.isPresent()) {
      return entries;
    }
    ArchiveSnapshot archive = snapshots.current();
    if (archive.damaged() > 0) {
      return Optional.of(Problem.of(SearchError.EMBEDDINGS_DAMAGED, archive.damaged()));
    }
    int missing = archive.imagesWithoutEmbedding();
    return missing == 0
        ? catalog.changedTables().stream()
            .findFirst()
            .map(ArchiveWarnings::warning)
            .or(catalog.words()::problem)
            .or(model::warning)
        : Optional.of(Problem.of(SearchError.IMAGES_NOT_EMBEDDED, missing, archive.model().name()));
  }
}
