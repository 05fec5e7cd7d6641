package org.kamcl.explorer.catalog;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.TileBounds;

/**
 * A picture as it is to be known; see {@link org.kamcl.explorer.domain.ImageRecord}.
 *
 * @param tile part of the file; empty for the whole
 * @param width pixels
 * @param height pixels
 * @param footprint where it lies, where known
 * @param gsd ground resolution, where known
 * @param date of the acquisition, where known
 * @param crs of the file; empty where it has none
 * @param warnings sentences
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
