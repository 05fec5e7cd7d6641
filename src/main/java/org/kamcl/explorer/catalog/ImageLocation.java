package org.kamcl.explorer.catalog;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * What a table of places says of a picture that has no place of its own.
 *
 * @param center of the picture
 * @param date of the acquisition, where given
 * @param widthMeters width of the picture on the ground, where given
 */
public record ImageLocation(
    GeoPoint center, Optional<LocalDate> date, OptionalDouble widthMeters) {}
