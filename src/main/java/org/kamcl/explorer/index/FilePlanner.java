package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.kamcl.explorer.archive.FileEntry;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.archive.ImageLocation;
import org.kamcl.explorer.catalog.StoredFile;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.PlannedImage;
import org.kamcl.explorer.stac.StacItem;

/** Plans the images of a file: its tiles, with location, date and captions. */
final class FilePlanner {
  private final ImageLoader loader;
  private final ImageEntryFactory entries;
  private final IndexRequest request;
  private final BiFunction<Path, StoredFile, Optional<Footprint>> storedOutlines;

  /**
   * @param storedOutlines see {@link StoredOutlines}
   */
  FilePlanner(
      ImageLoader loader,
      ImageEntryFactory entries,
      IndexRequest request,
      BiFunction<Path, StoredFile, Optional<Footprint>> storedOutlines) {
    this.loader = loader;
    this.entries = entries;
    this.request = request;
    this.storedOutlines = storedOutlines;
  }

  /**
   * Reads the header of a file and plans its images.
   *
   * @throws org.kamcl.error.KamclException if it is not an image that can be read
   */
  FilePlan plan(FileState state, FileMetadata metadata) {
    SourceFile source = state.source();
    CrsAssignment assigned = request.crs().or(state::crs).orElse(CrsAssignment.UNDECIDED);
    List<PlannedImage> images = loader.plan(source.path(), request.tiling(), assigned.epsg());
    FileEntry file =
        new FileEntry(
            metadata.collection(),
            source.path(),
            state.size(),
            state.modified(),
            state.sha256(),
            state.tiling().serialized(),
            images.size(),
            metadata.location(),
            metadata.captions(),
            images.get(0).missingCrs() ? Optional.of(assigned) : Optional.empty(),
            state.code());
    // A table or a file name that is gone since the last run does not remove what it said.
    Optional<StoredFile> before =
        state.stored().filter(stored -> state.hasStoredImages() && !stored.damage().state());
    Optional<ImageLocation> location =
        metadata.location().or(() -> before.flatMap(StoredFile::location));
    Optional<LocalDate> date =
        metadata
            .item()
            .flatMap(StacItem::date)
            .or(() -> request.dateParser().flatMap(parser -> parser.parse(source.path())))
            .or(() -> before.filter(known -> !known.damage().images()).flatMap(StoredFile::date));
    Optional<Footprint> outline =
        metadata.location().isPresent()
            ? metadata.outline()
            : before.flatMap(known -> storedOutlines.apply(source.path(), known));
    List<ImageEntry> planned =
        images.stream()
            .map(image -> entries.create(source.path(), image, location, outline, date))
            .toList();
    return new FilePlan(source, file, planned);
  }
}
