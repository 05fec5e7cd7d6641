package org.kamcl.explorer.archive;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.domain.CrsAssignment;

/**
 * An image file to store.
 *
 * @param collection name of its collection
 * @param path absolute
 * @param size bytes
 * @param modified milliseconds since 1970
 * @param sha256 hash of the content, lower-case hexadecimal
 * @param tiling serialized key of its tiling and band rendering; another key means other images
 * @param imageCount number of images it is tiled into
 * @param location by a location table; empty keeps the stored one
 * @param captions by a table of captions; empty keeps the stored ones
 * @param crs the assigned CRS; empty if the file names one itself or has no coordinates
 * @param code versions of the code that determined its places and reads its pixels
 */
public record FileEntry(
    String collection,
    Path path,
    long size,
    long modified,
    String sha256,
    String tiling,
    int imageCount,
    Optional<ImageLocation> location,
    List<Caption> captions,
    Optional<CrsAssignment> crs,
    CodeVersions code) {

  /** An entry that is written by the first versions of the code. */
  public FileEntry(
      String collection,
      Path path,
      long size,
      long modified,
      String sha256,
      String tiling,
      int imageCount,
      Optional<ImageLocation> location,
      List<Caption> captions,
      Optional<CrsAssignment> crs) {
    this(
        collection,
        path,
        size,
        modified,
        sha256,
        tiling,
        imageCount,
        location,
        captions,
        crs,
        CodeVersions.FIRST);
  }
}
