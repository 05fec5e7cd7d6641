package org.kamcl.explorer.search;

import org.jspecify.annotations.Nullable;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.ArchiveVersion;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.archive.ModelImages;
import org.kamcl.explorer.archive.SharedArchive;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.index.ModelSource;

/** The images of a shared archive as the model in use sees them. */
final class SharedSnapshots implements Snapshots {
  private final SharedArchive archive;
  private final ModelSource model;
  private @Nullable ModelImages last;

  SharedSnapshots(SharedArchive archive, ModelSource model) {
    this.archive = archive;
    this.model = model;
  }

  @Override
  public synchronized ModelImages current() {
    ArchiveVersion now = archive.version();
    ModelId id = model.id();
    ModelImages known = last;
    if (known == null || !known.model().equals(id) || !known.version().equals(now)) {
      known = archive.images(id);
      if (known.size() == 0) {
        throw notIndexed(id);
      }
      last = known;
    }
    return known;
  }

  private KamclException notIndexed(ModelId id) {
    if (archive.count(SearchFilter.NONE) == 0) {
      return new KamclException(SearchError.ARCHIVE_EMPTY);
    }
    String other = archive.summary().model();
    return other.isEmpty() || other.equals(id.name())
        ? new KamclException(SearchError.ARCHIVE_NOT_INDEXED, id.name())
        : new KamclException(SearchError.ARCHIVE_INDEXED_WITH_OTHER_MODEL, id.name(), other);
  }
}
