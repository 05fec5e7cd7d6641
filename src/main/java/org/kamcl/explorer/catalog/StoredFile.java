package org.kamcl.explorer.catalog;

import java.time.LocalDate;
import java.util.Optional;
import org.kamcl.explorer.domain.CrsAssignment;

/**
 * What the catalogue knows of a file.
 *
 * @param id in the catalogue
 * @param collection it belongs to
 * @param size bytes, when it was indexed
 * @param modified milliseconds since 1970
 * @param sha256 of its content
 * @param tiling how it was cut
 * @param imageCount how many it was cut into
 * @param withoutLocation how many of those have no place
 * @param location that a table of places said
 * @param captionCount how many came with it
 * @param date that all its pictures have, where they have one
 * @param crs what people said of its coordinate system; empty if it does not ask
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
    Optional<CrsAssignment> crs) {}
