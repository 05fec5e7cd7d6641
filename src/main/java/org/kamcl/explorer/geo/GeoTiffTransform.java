package org.kamcl.explorer.geo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The transform from the pixels of a GeoTIFF to its coordinates. */
final class GeoTiffTransform {
  private static final int PIXEL_IS_POINT = 2;

  private GeoTiffTransform() {}

  private static double shift(GeoTiffTags tags) {
    // Coordinates are those of the center of a pixel.
    return new GeoKeys(tags).code(GeoKeys.RASTER_TYPE) == PIXEL_IS_POINT ? 0.5 : 0;
  }

  /**
   * The six numbers of the transform from the outer corner of the first pixel: x, x per column, x
   * per row, y, y per column, y per row.
   *
   * @return empty if the tags have none
   */
  static Optional<double[]> geoTransform(GeoTiffTags tags) {
    double shift = shift(tags);
    double[] scale = tags.pixelScale();
    double[] tie = tags.tiePoints();
    double[] m = tags.transformation();
    double[] g;
    if (scale.length >= 2 && scale[0] != 0 && scale[1] != 0 && tie.length >= 6) {
      double dx = scale[0];
      double dy = -Math.abs(scale[1]);
      g = new double[] {tie[3] - tie[0] * dx, dx, 0, tie[4] - tie[1] * dy, 0, dy};
    } else if (m.length >= 8 && Arrays.stream(m).anyMatch(v -> v != 0)) {
      g = new double[] {m[3], m[0], m[1], m[7], m[4], m[5]};
    } else {
      return Optional.empty();
    }
    g[0] -= shift * (g[1] + g[2]);
    g[3] -= shift * (g[4] + g[5]);
    return Optional.of(g);
  }

  /** The ground control points. */
  static List<GroundControlPoints.Gcp> controlPoints(GeoTiffTags tags) {
    double shift = shift(tags);
    double[] tie = tags.tiePoints();
    List<GroundControlPoints.Gcp> points = new ArrayList<>();
    for (int i = 0; i + 6 <= tie.length; i += 6) {
      points.add(
          new GroundControlPoints.Gcp(tie[i] + shift, tie[i + 1] + shift, tie[i + 3], tie[i + 4]));
    }
    return points;
  }
}
