package org.kamcl.explorer.catalog;

import java.time.LocalDate;
import java.util.Optional;
import org.kamcl.explorer.domain.SystemAnswer;

/**
 * What the catalogue knows of a file.
 *
 * @param id in the catalogue
 * @param collection it belongs to
 * @param size bytes, when it was indexed
 * @param modified milliseconds since 1970
 * @param sha256 of its content
 * @param cutting how it was cut
 * @param pictures how many it was cut into
 * @param withoutPlace how many of those have no place
 * @param place that a table of places said
 * @param captions how many came with it
 * @param date that all its pictures have, where they have one
 * @param system what people said of its coordinate system; empty if it does not ask
 */
public record KnownFile(
    long id,
    String collection,
    long size,
    long modified,
    String sha256,
    String cutting,
    int pictures,
    int withoutPlace,
    Optional<Place> place,
    int captions,
    Optional<LocalDate> date,
    Optional<SystemAnswer> system) {}
