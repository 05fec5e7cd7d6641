package org.kamcl.explorer.domain;

import java.util.List;

/**
 * The outline of an image on the ground, a polygon in WGS 84.
 *
 * @param ring the corners in order, the first not repeated; a single point is a location without an
 *     extent
 */
public record Footprint(List<GeoPoint> ring) {
  /** Copies the ring. */
  public Footprint {
    ring = List.copyOf(ring);
    if (ring.isEmpty()) {
      throw new IllegalArgumentException("A footprint has at least one point.");
    }
  }

  /**
   * The bounding boxes: one, or two if the footprint crosses the antimeridian.
   *
   * @return each with west, south, east, north in degrees, west &lt;= east
   */
  public List<double[]> boundingBoxes() {
    UnwrappedRing unwrapped = new UnwrappedRing(ring);
    double south = unwrapped.south();
    double north = unwrapped.north();
    if (unwrapped.east() - unwrapped.west() >= 360) {
      return List.of(new double[] {-180, south, 180, north});
    }
    double west = wrap(unwrapped.west());
    double east = west + (unwrapped.east() - unwrapped.west());
    return east <= 180
        ? List.of(new double[] {west, south, east, north})
        : List.of(
            new double[] {west, south, 180, north}, new double[] {-180, south, east - 360, north});
  }

  /**
   * The ring, split at the antimeridian into rings that end there. A ring around a pole is closed
   * along it.
   */
  public List<List<GeoPoint>> splitAtAntimeridian() {
    return new UnwrappedRing(ring).splitAtAntimeridian();
  }

  private static double wrap(double lon) {
    return lon >= -180 && lon <= 180 ? lon : lon - 360 * Math.floor((lon + 180) / 360);
  }

  /** The mean of the corners, also across the antimeridian. */
  public GeoPoint center() {
    double west = ring.stream().mapToDouble(GeoPoint::lon).min().orElseThrow();
    double east = ring.stream().mapToDouble(GeoPoint::lon).max().orElseThrow();
    // A span of more than 180 degrees means that the ring crosses the antimeridian, unless it spans
    // the whole earth.
    boolean crosses = east - west > 180 && east - west < 360;
    double lon =
        ring.stream()
            .mapToDouble(p -> crosses && p.lon() < 0 ? p.lon() + 360 : p.lon())
            .average()
            .orElseThrow();
    double lat = ring.stream().mapToDouble(GeoPoint::lat).average().orElseThrow();
    return new GeoPoint(lon > 180 ? lon - 360 : lon, lat);
  }
}
