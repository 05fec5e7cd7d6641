package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.domain.CrsAssignment;

/**
 * An image file as it is to be known.
 *
 * @param path absolute
 * @param size bytes
 * @param modified milliseconds since 1970
 * @param sha256 of the content, lower-case hexadecimal
 * @param tiling how it is cut into pictures; another cutting makes other pictures
 * @param imageCount how many it is cut into
 * @param location by a table of places; empty leaves what is known
 * @param captions that came with it; empty leaves what is known
 * @param crs what people said of its coordinate system; empty if it names one itself, or has no
 *     coordinates
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
    Optional<CrsAssignment> crs) {}
