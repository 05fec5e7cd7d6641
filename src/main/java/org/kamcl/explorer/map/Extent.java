package org.kamcl.explorer.map;

import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * A bounding box of points, in degrees.
 *
 * @param west -180 to 180
 * @param south -90 to 90
 * @param east larger than 180 if the box crosses the antimeridian
 * @param north -90 to 90
 */
public record Extent(double west, double south, double east, double north) {
  /** The smallest box around points; empty if there are none. */
  public static Optional<Extent> of(List<GeoPoint> points) {
    if (points.isEmpty()) {
      return Optional.empty();
    }
    double[] span = LongitudeSpan.of(points);
    double south = points.stream().mapToDouble(GeoPoint::lat).min().orElseThrow();
    double north = points.stream().mapToDouble(GeoPoint::lat).max().orElseThrow();
    return Optional.of(new Extent(span[0], south, span[1], north));
  }
}
