package org.kamcl.explorer.index;

import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.catalog.Caption;
import org.kamcl.explorer.catalog.ImageLocation;
import org.kamcl.explorer.catalog.StoredFile;

/**
 * What the request and the tables beside a file say about it.
 *
 * @param collection name of its collection
 * @param location by the location table; empty if the table does not name the file
 * @param captions by {@code captions.csv}; empty if the table does not name the file
 */
record FileMetadata(String collection, Optional<ImageLocation> location, List<Caption> captions) {
  /** Whether the catalog stores all of this already. */
  boolean isStored(StoredFile stored) {
    return stored.collection().equals(collection)
        && (location.isEmpty() || location.equals(stored.location()))
        && (captions.isEmpty() || captions.size() == stored.captionCount());
  }
}
