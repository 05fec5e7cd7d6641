package org.kamcl.explorer.map;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * A bounding box, in degrees.
 *
 * @param west -180 to 180
 * @param south -90 to 90
 * @param east larger than 180 if the box crosses the antimeridian
 * @param north -90 to 90
 */
public record Extent(double west, double south, double east, double north) {
  /** The smallest box around points; empty if there are none. */
  public static Optional<Extent> of(List<GeoPoint> points) {
    return ofBoxes(
        points.stream().map(p -> new double[] {p.lon(), p.lat(), p.lon(), p.lat()}).toList());
  }

  /** The smallest box around footprints; empty if there are none. */
  public static Optional<Extent> around(Collection<Footprint> footprints) {
    return ofBoxes(footprints.stream().flatMap(f -> f.boundingBoxes().stream()).toList());
  }

  /**
   * @param boxes each west, south, east, north, with west &lt;= east
   */
  private static Optional<Extent> ofBoxes(List<double[]> boxes) {
    if (boxes.isEmpty()) {
      return Optional.empty();
    }
    double[] span =
        LongitudeSpan.of(boxes.stream().map(box -> new double[] {box[0], box[2]}).toList());
    double south = boxes.stream().mapToDouble(box -> box[1]).min().orElseThrow();
    double north = boxes.stream().mapToDouble(box -> box[3]).max().orElseThrow();
    return Optional.of(new Extent(span[0], south, span[1], north));
  }
}
