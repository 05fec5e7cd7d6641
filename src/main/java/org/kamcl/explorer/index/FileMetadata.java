package org.kamcl.explorer.index;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.explorer.archive.Caption;
import org.kamcl.explorer.archive.ImageLocation;
import org.kamcl.explorer.catalog.StoredFile;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.stac.StacItem;

/**
 * What the request and the tables beside a file say about it.
 *
 * @param collection name of its collection
 * @param table by the location table; empty if the table does not name the file
 * @param captions by {@code captions.csv}; empty if the table does not name the file
 * @param item the STAC item that names the file; the location table takes precedence
 */
record FileMetadata(
    String collection,
    Optional<ImageLocation> table,
    List<Caption> captions,
    Optional<StacItem> item) {
  /** What the tables say about a file. */
  static FileMetadata of(SourceFile source, SidecarTables tables, String collection) {
    return new FileMetadata(
        collection,
        tables.location(source.folder(), source.path()),
        tables.captions(source.folder(), source.path()),
        tables.item(source.path()));
  }

  /** The location by the location table or else by the STAC item. */
  Optional<ImageLocation> location() {
    return table.or(
        () ->
            item.flatMap(
                known ->
                    known
                        .footprint()
                        .map(
                            outline ->
                                new ImageLocation(
                                    outline.center(), known.date(), OptionalDouble.empty()))));
  }

  /** The outline of the file by the STAC item. */
  Optional<Footprint> outline() {
    return table.isPresent() ? Optional.empty() : item.flatMap(StacItem::footprint);
  }

  /** Whether the catalog stores all of this already. */
  boolean isStored(StoredFile stored) {
    return stored.collection().equals(collection)
        && (location().isEmpty() || location().equals(stored.location()))
        && (captions.isEmpty() || captions.size() == stored.captionCount());
  }
}
