package org.kamcl.explorer.imagery;

import java.util.List;
import java.util.Optional;
import org.kamcl.error.Problem;
import org.kamcl.explorer.geo.Georeference;
import org.kamcl.explorer.geo.MapGrid;

/**
 * The size of a scene and its place on the ground.
 *
 * @param width columns as stored
 * @param height rows as stored
 * @param georeference from pixels to WGS 84; empty if it is unknown
 * @param grid from pixels to coordinates of the CRS; empty if that is unknown, or not affine
 * @param groundSampleDistance along a row and along a column, meters per pixel; empty if unknown
 * @param turned whether the image is shown turned or mirrored, as the camera wrote; never for a
 *     file with coordinates
 * @param warnings about the file
 */
public record SceneFrame(
    int width,
    int height,
    Optional<Georeference> georeference,
    Optional<MapGrid> grid,
    Optional<double[]> groundSampleDistance,
    boolean turned,
    List<Problem> warnings) {

  /** Copies the warnings. */
  public SceneFrame {
    warnings = List.copyOf(warnings);
  }
}
