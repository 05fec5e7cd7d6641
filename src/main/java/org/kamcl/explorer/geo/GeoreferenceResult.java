package org.kamcl.explorer.geo;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.error.Problem;

/**
 * What an image and its sidecar files state about its place on the ground.
 *
 * @param georeference from pixels to WGS 84; empty if the metadata is missing or unusable
 * @param grid the same in coordinates of the CRS; empty without an affine transform or a CRS
 * @param crs of its coordinates, {@code EPSG:32614} or a name; empty if it is unknown
 * @param noData value of pixels without measurement, from the sidecar files
 * @param crsMissing whether there are coordinates whose CRS neither the image nor its sidecar files
 *     state in a way that is understood; an assigned CRS does not change that
 * @param origin coordinates of the first pixel; empty without coordinates
 * @param warnings why the georeferencing is unusable or inexact, each with the file
 */
public record GeoreferenceResult(
    Optional<Georeference> georeference,
    Optional<MapGrid> grid,
    String crs,
    OptionalDouble noData,
    boolean crsMissing,
    Optional<Origin> origin,
    List<Problem> warnings) {

  /**
   * The outer corner of the first pixel.
   *
   * @param x easting or longitude
   * @param y northing or latitude
   */
  public record Origin(double x, double y) {}
}
