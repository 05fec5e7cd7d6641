package org.kamcl.explorer.imagery;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.TileBounds;

/**
 * An image that a file is indexed as: the whole file or one of its tiles.
 *
 * @param tile part of the file; empty for the whole
 * @param width pixels
 * @param height pixels
 * @param footprint by the file itself; the camera's position alone where nothing more is known;
 *     empty where the file has no location
 * @param gsd ground sample distance in meters per pixel, where the file has one
 * @param date of acquisition, where the file names one
 * @param crs of the file; empty where it has none
 * @param missingCrs whether the file has coordinates without a CRS, so that one can be assigned
 * @param warnings about the file
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
    List<Problem> warnings) {}
