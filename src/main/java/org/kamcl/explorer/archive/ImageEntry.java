package org.kamcl.explorer.archive;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.TileBounds;

/**
 * An image to store; see {@link org.kamcl.explorer.domain.ImageRecord}.
 *
 * @param tile part of the file; empty for the whole file
 * @param width pixels
 * @param height pixels
 * @param footprint outline on the ground, if known
 * @param gsd ground sample distance in meters per pixel, if known
 * @param date acquisition date, if known
 * @param crs CRS of the file; empty if it has none
 * @param warnings remarks on the file
 */
public record ImageEntry(
    Optional<TileBounds> tile,
    int width,
    int height,
    Optional<Footprint> footprint,
    OptionalDouble gsd,
    Optional<LocalDate> date,
    String crs,
    List<Problem> warnings) {}
