package org.kamcl.explorer.search;

import java.util.Optional;
import org.kamcl.error.Problem;
import org.kamcl.explorer.archive.ModelImages;
import org.kamcl.explorer.archive.SharedArchive;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.index.ModelSource;

/** What answers of a shared archive leave out. */
record SharedWarnings(SharedArchive archive, ModelSource model, Snapshots snapshots)
    implements Warnings {
  @Override
  public Optional<Problem> ofLists() {
    return archive.incomplete();
  }

  @Override
  public Optional<Problem> ofSearches() {
    Optional<Problem> known = archive.incomplete();
    if (known.isPresent()) {
      return known;
    }
    ModelImages images = snapshots.current();
    int missing = archive.count(SearchFilter.NONE) - images.size();
    return missing > 0
        ? Optional.of(Problem.of(SearchError.IMAGES_NOT_EMBEDDED, missing, images.model().name()))
        : model.warning();
  }
}
