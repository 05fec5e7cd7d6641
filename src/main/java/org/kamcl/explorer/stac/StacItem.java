package org.kamcl.explorer.stac;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.domain.Footprint;

/**
 * An item: a place at a time, with files.
 *
 * @param id of the item
 * @param document that contains it
 * @param footprint its outline, if it has a geometry or a bounding box that is valid
 * @param date the day in UTC, or the first day of an interval, if known
 * @param tags its keywords and those of its collection
 * @param assets its assets that are files of this machine, the best one to look at first; they need
 *     not exist
 */
public record StacItem(
    String id,
    Path document,
    Optional<Footprint> footprint,
    Optional<LocalDate> date,
    List<String> tags,
    List<Path> assets) {
  /** Copies the lists. */
  public StacItem {
    tags = List.copyOf(tags);
    assets = List.copyOf(assets);
  }
}
