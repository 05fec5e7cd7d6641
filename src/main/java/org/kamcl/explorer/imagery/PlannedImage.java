package org.kamcl.explorer.imagery;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.TileBounds;

/**
 * A picture that a file is cut into.
 *
 * @param tile part of the file; empty for the whole
 * @param width pixels
 * @param height pixels
 * @param footprint where it lies by the file itself; the camera's position alone where nothing more
 *     is known; empty where the file does not say
 * @param gsd ground resolution by the file itself, where it says
 * @param date of the acquisition by the file itself, where it says
 * @param crs of the file; empty where it has none
 * @param missingCrs whether the file has coordinates whose system a person has to name
 * @param warnings sentences that name the file
 */
public record PlannedImage(
    Optional<TileBounds> tile,
    int width,
    int height,
    Optional<Footprint> footprint,
    OptionalDouble gsd,
    Optional<LocalDate> date,
    String crs,
    boolean missingCrs,
    List<String> warnings) {}
