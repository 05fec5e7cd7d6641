package org.kamcl.explorer.imagery;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * What an image file is and where it lies, by itself and the files beside it.
 *
 * @param format in words
 * @param width stored columns
 * @param height stored rows
 * @param displayedWidth columns as it is seen, a camera's orientation applied
 * @param displayedHeight rows as it is seen
 * @param bands samples of a pixel
 * @param type of a sample, such as {@code UInt16}
 * @param palette whether samples are numbers of colours
 * @param crs {@code EPSG:32614} or words; empty where it is not known
 * @param footprint of the whole; empty where it is not known
 * @param point where the camera was, where it says so
 * @param gsd ground resolution, where known
 * @param date of the acquisition, where the file says it
 * @param dateSource who says it; empty without a date
 * @param noData value of pixels that were not measured
 * @param warnings sentences that name the file
 */
public record ImageMetadata(
    String format,
    int width,
    int height,
    int displayedWidth,
    int displayedHeight,
    int bands,
    String type,
    boolean palette,
    String crs,
    Optional<Footprint> footprint,
    Optional<GeoPoint> point,
    OptionalDouble gsd,
    Optional<LocalDate> date,
    String dateSource,
    OptionalDouble noData,
    List<String> warnings) {}
