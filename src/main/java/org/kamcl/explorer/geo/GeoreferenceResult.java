package org.kamcl.explorer.geo;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where an image lies by itself and the files beside it.
 *
 * @param georeference where its pixels lie; empty if it is not said, or not usably
 * @param crs of its coordinates, {@code EPSG:32614} or words; empty where it is not known
 * @param noData value of pixels that were not measured, by the files beside it
 * @param crsMissing whether it has coordinates whose system neither it nor the files beside it
 *     name; a system that a person named does not change that
 * @param origin of the first pixel in the system of its coordinates; empty without coordinates
 * @param warnings why a place that is there cannot be used; each goes on behind the file's name
 */
public record GeoreferenceResult(
    Optional<Georeference> georeference,
    String crs,
    OptionalDouble noData,
    boolean crsMissing,
    Optional<Origin> origin,
    List<String> warnings) {

  /**
   * The outer corner of the first pixel.
   *
   * @param x easting or longitude
   * @param y northing or latitude
   */
  public record Origin(double x, double y) {}
}
