package org.kamcl.explorer.geo;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where an image lies by itself and the files beside it.
 *
 * @param reference where its pixels lie; empty if it is not said, or not usably
 * @param crs of its coordinates, {@code EPSG:32614} or words; empty where it is not known
 * @param noData value of pixels that were not measured, by the files beside it
 * @param warnings why a place that is there cannot be used; each goes on behind the file's name
 */
public record Placement(
    Optional<Georeference> reference, String crs, OptionalDouble noData, List<String> warnings) {}
