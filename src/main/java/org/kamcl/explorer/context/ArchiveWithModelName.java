package org.kamcl.explorer.context;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.kamcl.explorer.api.ImageArchive;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.ImageRecord;

/**
 * An archive that names the model it will be indexed with as long as none has.
 *
 * @param next name of that model; empty where there is none
 */
record ArchiveWithModelName(ImageArchive archive, Supplier<Optional<String>> next)
    implements ImageArchive {
  @Override
  public ArchiveSummary summary() {
    ArchiveSummary known = archive.summary();
    return known.model().isEmpty()
        ? new ArchiveSummary(
            known.images(), known.withoutLocation(), known.collections(), next.get().orElse(""))
        : known;
  }

  @Override
  public List<ImageRecord> images() {
    return archive.images();
  }
}
