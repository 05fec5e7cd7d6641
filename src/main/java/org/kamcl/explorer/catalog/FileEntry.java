package org.kamcl.explorer.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.domain.SystemAnswer;

/**
 * An image file as it is to be known.
 *
 * @param path absolute
 * @param size bytes
 * @param modified milliseconds since 1970
 * @param sha256 of the content, lower-case hexadecimal
 * @param cutting how it is cut into pictures; another cutting makes other pictures
 * @param pictures how many it is cut into
 * @param place by a table of places; empty leaves what is known
 * @param captions that came with it; empty leaves what is known
 * @param system what people said of its coordinate system; empty if it names one itself, or has no
 *     coordinates
 */
public record FileEntry(
    String collection,
    Path path,
    long size,
    long modified,
    String sha256,
    String cutting,
    int pictures,
    Optional<Place> place,
    List<Caption> captions,
    Optional<SystemAnswer> system) {}
