package org.kamcl.explorer.catalog;

import java.time.LocalDate;
import java.util.Optional;
import org.kamcl.explorer.archive.ImageLocation;
import org.kamcl.explorer.domain.CrsAssignment;

/**
 * A file as the catalog knows it.
 *
 * @param id id of the file
 * @param collection name of its collection
 * @param size bytes
 * @param modified milliseconds since 1970
 * @param sha256 hash of the content
 * @param tiling serialized key of its tiling and band rendering
 * @param imageCount number of images it is tiled into
 * @param withoutLocation number of these without a footprint
 * @param location by a location table, if any
 * @param captionCount number of captions
 * @param date date of its images, if known
 * @param crs the assigned CRS; empty if the file is not missing one
 * @param georeferencing version of the code that determined the places of its images
 * @param damage what of this is damaged
 */
public record StoredFile(
    long id,
    String collection,
    long size,
    long modified,
    String sha256,
    String tiling,
    int imageCount,
    int withoutLocation,
    Optional<ImageLocation> location,
    int captionCount,
    Optional<LocalDate> date,
    Optional<CrsAssignment> crs,
    int georeferencing,
    Damage damage) {

  /**
   * Parts of the entry of a file that are not as they were written.
   *
   * @param entry path or collection
   * @param captions the captions
   * @param state content, tiling, location by a table or assigned CRS
   * @param images size, tile, footprint, date or another value of an image
   */
  public record Damage(boolean entry, boolean captions, boolean state, boolean images) {
    /** No damage. */
    public static final Damage NONE = new Damage(false, false, false, false);

    /** Whether anything is damaged. */
    public boolean any() {
      return entry || captions || state || images;
    }
  }
}
