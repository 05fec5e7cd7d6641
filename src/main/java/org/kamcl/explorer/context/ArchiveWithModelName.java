package org.kamcl.explorer.context;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.kamcl.explorer.api.ImageArchive;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.ImageRecord;

/**
 * An archive whose summary names the model that will index it while no model has.
 *
 * @param nextModel name of that model; empty if there is none
 */
record ArchiveWithModelName(ImageArchive archive, Supplier<Optional<String>> nextModel)
    implements ImageArchive {
  @Override
  public ArchiveSummary summary() {
    ArchiveSummary stored = archive.summary();
    return stored.model().isEmpty()
        ? new ArchiveSummary(
            stored.images(),
            stored.withoutLocation(),
            stored.collections(),
            nextModel.get().orElse(""))
        : stored;
  }

  @Override
  public List<ImageRecord> images() {
    return archive.images();
  }
}
