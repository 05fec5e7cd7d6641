package org.kamcl.explorer.domain;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One searchable picture: an image file, or a window of a large scene.
 *
 * @param id in the catalogue
 * @param collection name of the collection it belongs to
 * @param file the image file
 * @param tile part of the file; empty for the whole
 * @param width pixels of the picture (of the window, where there is one)
 * @param height pixels of the picture
 * @param footprint where it lies; empty where that is not known
 * @param gsd ground resolution, where known
 * @param date of the acquisition, where known
 * @param crs of the file, such as {@code EPSG:32614}; empty where it has none
 * @param captions sentences that came with it
 * @param warnings what a reader should know, such as minor defects of the file
 */
public record ImageRecord(
    long id,
    String collection,
    Path file,
    Optional<TileBounds> tile,
    int width,
    int height,
    Optional<Footprint> footprint,
    OptionalDouble gsd,
    Optional<LocalDate> date,
    String crs,
    List<String> captions,
    List<String> warnings) {}
