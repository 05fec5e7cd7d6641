package org.kamcl.explorer.archive;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * The location of an image by a location table.
 *
 * @param center center of the image
 * @param date acquisition date, if given
 * @param widthMeters width of the image on the ground in meters, if given
 */
public record ImageLocation(
    GeoPoint center, Optional<LocalDate> date, OptionalDouble widthMeters) {}
