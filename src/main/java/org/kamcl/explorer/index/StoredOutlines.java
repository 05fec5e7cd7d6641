package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.StoredFile;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.ImageRecord;

/**
 * The outlines that STAC items once gave to files without a location of their own. They are kept
 * when a file is indexed again without its item. The catalog stores the center of such a file like
 * a row of a location table without a width, and its outline with its image.
 */
final class StoredOutlines {
  private final Catalog catalog;

  /** By file; read when it is first needed. */
  private final Map<Path, Footprint> outlines = new HashMap<>();

  private boolean read;

  StoredOutlines(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The outline of a known file; empty if it has none, or not from an item. */
  Optional<Footprint> of(Path file, StoredFile known) {
    if (known.location().filter(place -> place.widthMeters().isEmpty()).isEmpty()) {
      return Optional.empty();
    }
    if (!read) {
      for (ImageRecord image : catalog.images()) {
        image
            .footprint()
            .filter(outline -> image.tile().isEmpty() && outline.ring().size() > 1)
            .ifPresent(outline -> outlines.put(image.file(), outline));
      }
      read = true;
    }
    return Optional.ofNullable(outlines.get(file));
  }
}
