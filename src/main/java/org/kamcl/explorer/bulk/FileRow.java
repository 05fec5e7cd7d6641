package org.kamcl.explorer.bulk;

import java.util.List;
import java.util.Optional;
import org.kamcl.error.Problem;
import org.kamcl.explorer.archive.Caption;
import org.kamcl.explorer.archive.CodeVersions;
import org.kamcl.explorer.archive.ImageLocation;
import org.kamcl.explorer.domain.CrsAssignment;

/**
 * A file of a part, or a range of its images: the images of a large scene are in several parts.
 *
 * @param uri where the file was read
 * @param folder URI of the input folder that it was found in
 * @param collection name of its collection
 * @param size bytes
 * @param modified milliseconds since 1970
 * @param sha256 hash of the content, lower-case hexadecimal; empty if it could not be read
 * @param tiling serialized key of its tiling and band rendering; empty if it could not be read
 * @param imageCount number of images of the whole file
 * @param first the first of them in this part, from 0
 * @param count number of them in this part; 0 if it could not be used, or was embedded before
 * @param location by a location table
 * @param captions by a table of captions
 * @param crs the assigned CRS; empty if the file names one itself or has no coordinates
 * @param code versions of the code that determined its places and reads its pixels
 * @param problem why it, or one of these images, could not be used
 */
public record FileRow(
    String uri,
    String folder,
    String collection,
    long size,
    long modified,
    String sha256,
    String tiling,
    int imageCount,
    int first,
    int count,
    Optional<ImageLocation> location,
    List<Caption> captions,
    Optional<CrsAssignment> crs,
    CodeVersions code,
    Optional<Problem> problem) {

  /** The same with the reason why one of its images could not be used. */
  public FileRow withProblem(Problem reason) {
    return new FileRow(
        uri,
        folder,
        collection,
        size,
        modified,
        sha256,
        tiling,
        imageCount,
        first,
        count,
        location,
        captions,
        crs,
        code,
        Optional.of(reason));
  }

  /** Whether it has the same content and tiling as another, and so the same images. */
  public boolean hasImagesOf(FileRow other) {
    return sha256.equals(other.sha256) && tiling.equals(other.tiling);
  }
}
